import { eventsPage } from './events/events-page.tsx';
import type { Page } from './layout/page.ts';
import { messagePage } from './messages/message-page.tsx';
import { messagesPage } from './messages/messages-page.tsx';
import { forgetPage, forgetPosted } from './person/forget-page.tsx';
import { forgottenPage } from './person/forgotten-page.tsx';
import { personPage } from './person/person-page.tsx';
import { retryPosted } from './quality/delivery-panels.tsx';
import { qualityPage } from './quality/quality-page.tsx';
import { settingsPosted } from './settings/edit-page.tsx';
import { settingsPage } from './settings/settings-page.tsx';
import { keep } from './site/keep.ts';
import { allRowsPage } from './site/panel-all.tsx';
import { sitePage } from './site/site-page.tsx';
import { sitesPage } from './sites/sites-page.tsx';
import type { SiteView, View } from './view.ts';

/** Page of an address: of one site, or about all. */
export type FoundPage =
  | { readonly site: null; readonly page: (view: View) => Promise<Page> }
  | {
      readonly site: string;
      readonly page: SitePage;
      /** Parts of the path after the page's name. */
      readonly rest: readonly string[];
    };

/** Answers of a site's address; left out: not this method. */
export interface SitePage {
  /**
   * Takes parts of the path after its name; elsewhere there is no such page.
   * @defaultValue false
   */
  readonly takesRest?: boolean;
  readonly get?: ((view: SiteView, rest: readonly string[]) => Promise<Page>) | 'live';
  /** Takes a form; answers with the address to go on to, or with a page that says what is wrong. */
  readonly post?: (
    view: SiteView,
    form: URLSearchParams,
    rest: readonly string[],
  ) => Promise<Page | string>;
}

/** Pages of a site by the first part of the path after it. */
const sitePages: Readonly<Record<string, SitePage>> = {
  '': { get: sitePage },
  all: { get: allRowsPage, takesRest: true },
  events: { get: eventsPage },
  forget: { get: forgetPage, post: forgetPosted },
  forgotten: { get: forgottenPage, takesRest: true },
  live: { get: 'live' },
  message: { get: messagePage },
  messages: { get: messagesPage },
  person: { get: personPage },
  quality: { get: qualityPage },
  retry: { post: retryPosted },
  settings: { get: settingsPage, post: settingsPosted, takesRest: true },
  segments: { post: (view, form) => keep(view, 'segments', form) },
  notes: { post: (view, form) => keep(view, 'notes', form) },
  goals: { post: (view, form) => keep(view, 'goals', form) },
};

/** Finds the page of a path; null: the path is somebody else's. */
export function findPage(path: string): FoundPage | null {
  if (path === '/') return { site: null, page: sitesPage };
  const [, first, site, name = '', ...rest] = path.split('/').map(decode);
  if (first !== 'sites') return null;
  if (site === undefined || site === '') return { site: null, page: sitesPage };
  const page = Object.hasOwn(sitePages, name) ? sitePages[name] : undefined;
  const isTaken = page?.takesRest === true || rest.every((part) => part === '');
  return { site, page: page !== undefined && isTaken ? page : {}, rest };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
