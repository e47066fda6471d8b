import type { VNode } from 'preact';
import { SampleNote } from './notes.tsx';
import { links } from '../state/links.ts';
import type { View } from '../view.ts';

/** Pages of a site, by their paths. */
const sitePages = ['', 'messages', 'events', 'quality', 'settings'] as const;
export type SitePage = (typeof sitePages)[number];

/** The line above every page: where somebody is, and where else they can go. */
export function Top({ view, page }: { view: View; page: SitePage | null }): VNode {
  const { texts, site, state } = view;
  const names = {
    '': 'site',
    messages: 'messages',
    events: 'events',
    quality: 'quality',
    settings: 'settings',
  } as const;
  const fresh = { ...state, cursor: null, metric: null, tabs: {} };
  return (
    <header>
      <div class="top">
        <a class="logo" href={links.sites}>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <path d="M2 2l3 3M12 2l-3 3M2 12l3-3M12 12l-3-3" />
          </svg>
          {texts.product}
        </a>
        <nav class="row" aria-label={texts.nav.label}>
          <a href={links.sites} aria-current={site === null ? 'page' : undefined}>
            {texts.nav.sites}
          </a>
          {site !== null &&
            pagesFor(view).map((path) => (
              <a
                href={links.site(site, path === '' ? { ...fresh, tabs: state.tabs } : fresh, path)}
                aria-current={path === page ? 'page' : undefined}
              >
                {texts.nav[names[path]]}
              </a>
            ))}
        </nav>
        <span class="small end">{view.reader.kind === 'account' && <SignOut view={view} />}</span>
      </div>
      <SampleNote view={view} />
    </header>
  );
}

/** Pages of a site that the reader may see: events name persons. */
function pagesFor({ reader }: View): readonly SitePage[] {
  return sitePages.filter((path) => {
    if (path === 'settings') return reader.kind !== 'shared';
    return path !== 'events' || reader.seesPersons;
  });
}

function SignOut({ view }: { view: View }): VNode {
  return (
    <form method="post" action="/logout" class="row">
      {view.reader.name} <button class="link">{view.texts.nav.signOut}</button>
    </form>
  );
}
