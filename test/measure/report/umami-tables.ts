import { sites, uuidOf, visitorOf, type BenchEvent, type Visitor } from './events.ts';

/** Id of a site, as Umami has one. */
export const websiteOf = (site: string): string =>
  `00000000-0000-4000-8000-${String(sites.findIndex((each) => each === site)).padStart(12, '0')}`;

/** Tables in the way of Umami 2, as its public documentation and schema describe them. */
export const tables = `
CREATE TABLE session (
  session_id uuid PRIMARY KEY, website_id uuid NOT NULL, browser varchar(20), os varchar(20),
  device varchar(20), screen varchar(11), language varchar(35), country char(2), region varchar(20),
  city varchar(50), created_at timestamptz(6) DEFAULT now());
CREATE TABLE website_event (
  event_id uuid PRIMARY KEY, website_id uuid NOT NULL, session_id uuid NOT NULL, visit_id uuid NOT NULL,
  created_at timestamptz(6) DEFAULT now(), url_path varchar(500) NOT NULL, url_query varchar(500),
  utm_source varchar(255), utm_medium varchar(255), referrer_path varchar(500), referrer_domain varchar(500),
  page_title varchar(500), event_type int NOT NULL DEFAULT 1, event_name varchar(50), tag varchar(50),
  hostname varchar(100));
CREATE TABLE event_data (
  event_data_id uuid PRIMARY KEY, website_id uuid NOT NULL, website_event_id uuid NOT NULL,
  data_key varchar(500) NOT NULL, string_value varchar(500), number_value numeric(19,4),
  data_type int NOT NULL, created_at timestamptz(6) DEFAULT now());
`;

const eventIndexes = [
  'created_at',
  'session_id',
  'visit_id',
  'website_id',
  'website_id, created_at',
  'website_id, created_at, url_path',
  'website_id, created_at, url_query',
  'website_id, created_at, referrer_domain',
  'website_id, created_at, page_title',
  'website_id, created_at, event_name',
  'website_id, created_at, tag',
  'website_id, session_id, created_at',
  'website_id, visit_id, created_at',
];
const sessionIndexes = [
  'created_at',
  'website_id',
  ...['', 'browser', 'os', 'device', 'screen', 'language', 'country'].map((column) =>
    ['website_id', 'created_at', column].filter(Boolean).join(', '),
  ),
];

/** Made after the rows were loaded, as a restored copy would be: the fastest way for PostgreSQL. */
export const indexes = [
  ...eventIndexes.map((columns) => `CREATE INDEX ON website_event (${columns});`),
  ...sessionIndexes.map((columns) => `CREATE INDEX ON session (${columns});`),
  'ANALYZE;',
].join('\n');

export const eventColumns =
  'event_id, website_id, session_id, visit_id, created_at, url_path, url_query, utm_source, utm_medium, referrer_domain, page_title, event_type, event_name, hostname';
export const sessionColumns =
  'session_id, website_id, browser, os, device, screen, language, country, created_at';

/** A line of COPY's text form; `\N` is null. */
export function eventLine(index: number, event: BenchEvent): string {
  const { visitor, visit, timeMs, name, path, referrer, isNewsletter } = event;
  return line([
    uuidOf(index, 1),
    websiteOf(visitor.site),
    uuidOf(visitor.number, 3),
    uuidOf(visit, 4),
    new Date(timeMs).toISOString(),
    path,
    isNewsletter ? 'utm_source=newsletter&utm_medium=email' : '',
    isNewsletter ? 'newsletter' : null,
    isNewsletter ? 'email' : null,
    referrer,
    `Page ${path}`,
    name === null ? '1' : '2',
    name,
    `www.${visitor.site}.example`,
  ]);
}

export function sessionLine(number: number, createdMs: number): string {
  const { site, browser, os, device, screen, language, country }: Visitor = visitorOf(number);
  const created = new Date(createdMs).toISOString();
  const id = uuidOf(number, 3);
  return line([id, websiteOf(site), browser, os, device, screen, language, country, created]);
}

function line(values: readonly (string | null)[]): string {
  return `${values.map((value) => value ?? String.raw`\N`).join('\t')}\n`;
}
