import { eventsPage } from './events/events-page.tsx';
import { messagePage } from './messages/message-page.tsx';
import { messagesPage } from './messages/messages-page.tsx';
import { allRowsPage } from './site/panel-all.tsx';
import type { Page } from './layout/page.ts';
import type { Kept } from './site/keep.ts';
import { qualityPage } from './quality/quality-page.tsx';
import { sitePage } from './site/site-page.tsx';
import { sitesPage } from './sites/sites-page.tsx';
import type { SiteView, View } from './view.ts';

/**
 * Page of an address: of one site, or about all; null: there is no such page. `rest` are the
 * parts of the path after the page's name.
 */
export type AskedPage =
  | { readonly site: null; readonly page: (view: View) => Promise<Page> }
  | {
      readonly site: string;
      readonly page: SitePage | 'live' | Kept | null;
      readonly rest: readonly string[];
    };

type SitePage = (view: SiteView, rest: readonly string[]) => Promise<Page>;

/** Pages of a site by the first part of the path after it. */
const sitePages: Readonly<Record<string, SitePage | 'live' | Kept>> = {
  '': sitePage,
  all: allRowsPage,
  events: eventsPage,
  live: 'live',
  message: messagePage,
  messages: messagesPage,
  quality: qualityPage,
  segments: 'segments',
  notes: 'notes',
  goals: 'goals',
};

/** Finds the page of a path; null: the path is somebody else's. */
export function findPage(path: string): AskedPage | null {
  if (path === '/') return { site: null, page: sitesPage };
  const [, first, site, name = '', ...rest] = path.split('/').map(decode);
  if (first !== 'sites') return null;
  if (site === undefined || site === '') return { site: null, page: sitesPage };
  const page = Object.hasOwn(sitePages, name) ? (sitePages[name] ?? null) : null;
  return { site, page, rest };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
