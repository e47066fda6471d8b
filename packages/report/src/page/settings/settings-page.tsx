import type { VNode } from 'preact';
import { AccessError } from '../../access/access-error.ts';
import { sitesFor } from '../../access/narrow.ts';
import { shown } from '../format/shown.ts';
import type { Page } from '../layout/page.ts';
import { Foot } from '../layout/foot.tsx';
import { Top } from '../layout/top.tsx';
import { fillText } from '../parts/fill-text.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { editPage } from './edit-page.tsx';
import { editedKind, kinds, type Kind } from './kinds.ts';
import { linkPage, linksPath, SharedLinks } from './shared-links.tsx';

/** Pages of a site's goals, funnels, segments and annotations: their lists, and a form for each. */
export async function settingsPage(view: SiteView, rest: readonly string[]): Promise<Page> {
  refuseShared(view);
  sitesFor(view.reader, [view.site]);
  if (rest.length === 0) return listPage(view);
  return rest[0] === linksPath ? linkPage(view, rest[1]) : editPage(view, rest);
}

/** Refuses readers with a shared link, who can change nothing and see no definitions. */
function refuseShared({ reader }: SiteView): void {
  if (reader.kind !== 'shared') return;
  throw new AccessError('login-needed', 'a shared link shows no settings: log in for this', []);
}

function listPage(view: SiteView): Page {
  const { texts } = view;
  return {
    status: 200,
    title: texts.settings.title,
    above: [<Top view={view} page="settings" />],
    main: [
      <div class="heading">
        <div>
          <h1>{texts.settings.title}</h1>
          <p class="small">{texts.settings.about}</p>
        </div>
      </div>,
      {
        className: 'panels',
        pieces: [
          ...kinds.map((kind) => <List view={view} kind={kind} />),
          <SharedLinks view={view} />,
          <TimeZone view={view} />,
        ],
      },
    ],
    below: [<Foot view={view} metrics={[]} answer={null} page="settings" />],
  };
}

/** The time zone of the page's days, and where it is chosen. */
function TimeZone({ view: { texts, timezone } }: { view: SiteView }): VNode {
  const words = texts.settings.timezone;
  return (
    <section class="panel" aria-labelledby="settings-timezone">
      <header>
        <h2 id="settings-timezone">{words.title}</h2>
      </header>
      <p class="items-text">
        <b>{timezone}</b>
      </p>
      <p class="small items-text">
        {fillText(words.about, { option: <code>report.timezone</code> })}
      </p>
    </section>
  );
}

function List({ view, kind }: { view: SiteView; kind: Kind }): VNode {
  const { texts, settings, site, state } = view;
  const words = texts.settings.kinds[kind];
  const items = editedKind(settings, kind).list(site, view);
  const to = (id: number | 'new'): string => links.site(site, state, `settings/${kind}/${id}`);
  return (
    <section class="panel" aria-labelledby={`settings-${kind}`}>
      <header>
        <h2 id={`settings-${kind}`}>{words.many}</h2>
      </header>
      {items.length === 0 ? (
        <p class="small empty">{words.about}</p>
      ) : (
        <ul class="items">
          {items.map(({ id, title, detail }) => (
            <li>
              <a class="link" href={to(id)}>
                <bdi>{shown(title)}</bdi>
              </a>{' '}
              <span class="small">
                <bdi>{shown(detail)}</bdi>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p class="more small">
        <a class="button" href={to('new')}>
          {words.add}
        </a>
      </p>
    </section>
  );
}
