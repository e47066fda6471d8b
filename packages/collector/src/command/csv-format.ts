import { parseEvent, type Event } from '../event.ts';
import { escapeControls } from '../escape-controls.ts';
import type { EventFormat } from './event-formats.ts';

/** Members by column; `data` as JSON. New ones are added at the end. */
const columns: Readonly<
  Record<string, (event: Partial<Event>) => string | number | null | undefined>
> = {
  id: (event) => event.id,
  type: (event) => event.type,
  name: (event) => event.name,
  time: (event) => event.time,
  site: (event) => event.site,
  view: (event) => event.view,
  visitor: (event) => event.visitor,
  user: (event) => event.user,
  url: (event) => event.url,
  title: (event) => event.title,
  referrer: (event) => event.referrer,
  search: (event) => event.search,
  campaign_source: (event) => event.campaign?.source,
  campaign_medium: (event) => event.campaign?.medium,
  campaign_name: (event) => event.campaign?.name,
  link_url: (event) => event.link?.url,
  message: (event) => event.message,
  data: (event) => (event.data === undefined ? null : JSON.stringify(event.data)),
  weight: (event) => event.weight,
  ip: (event) => event.client?.ip,
  user_agent: (event) => event.client?.user_agent,
  browser: (event) => event.client?.browser,
  os: (event) => event.client?.os,
  device: (event) => event.client?.device,
  country: (event) => event.client?.country,
  language: (event) => event.client?.language,
  actor: (event) => event.actor,
  consent: (event) => event.consent,
};

/** RFC 4180, with the columns' names in the first line. */
export const csv: EventFormat = {
  head: line(Object.keys(columns)),
  line(event) {
    const parsed = parseEvent(event);
    return line(Object.values(columns).map((read) => cell(read(parsed))));
  },
};

function line(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

/** A spreadsheet takes what begins like this for a formula; `'` makes it text again. */
const formula = /^[=+\-@]/;

function cell(value: string | number | null | undefined): string {
  const content = escapeControls(String(value ?? ''));
  return `"${(formula.test(content) ? `'${content}` : content).replaceAll('"', '""')}"`;
}
