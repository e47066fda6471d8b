import type { Goal } from '@hitmark/report/query';
import { days, dayMs, startMs } from './events.ts';
import { websiteOf } from './umami-tables.ts';

const site = 'acme';
const country = 'DE';

/** A question of a site's page: as a query of hitmark, and as statements on Umami's tables. */
export interface Question {
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** Statements, whose rows together are the answer. */
  readonly sql: readonly string[];
  /** Tells whether the row of a dimension's value is in both answers, and so is compared. */
  readonly isCompared: (dimension: string) => boolean;
}

const goal = (name: string, type: 'event' | 'pageview', filter: Goal['filter']): Goal => ({
  name,
  site,
  type,
  filter,
});
export const goals: readonly Goal[] = [
  goal('Page 3', 'pageview', ['is', 'page', ['/section/page-3']]),
  goal('Purchase', 'event', ['is', 'event', ['purchase']]),
  goal('Signup', 'event', ['is', 'event', ['signup']]),
];
const goalConditions = [
  "e.event_type = 1 AND e.url_path = '/section/page-3'",
  "e.event_type = 2 AND e.event_name = 'purchase'",
  "e.event_type = 2 AND e.event_name = 'signup'",
];

const dayAt = (day: number): string => new Date(startMs + day * dayMs).toISOString().slice(0, 10);
const month = [dayAt(0), dayAt(days - 1)];
const half = [dayAt(days / 2), dayAt(days - 1)];

/** The questions, of all visitors or of one country's. */
export function questionsOf(isFiltered: boolean): readonly Question[] {
  const base = {
    site,
    date_range: month,
    limit: 10,
    ...(isFiltered ? { filters: ['is', 'country', [country]] } : {}),
  };
  const from = (first: string, last: string, needsSession = isFiltered): string => `
    FROM website_event e${needsSession ? ' INNER JOIN session s ON s.session_id = e.session_id' : ''}
    WHERE e.website_id = '${websiteOf(site)}'
      AND e.created_at BETWEEN '${first}T00:00:00Z' AND '${last}T23:59:59.999Z'
      ${isFiltered ? `AND s.country = '${country}'` : ''}`;
  const all = from(dayAt(0), dayAt(days - 1));
  const visitors = 'count(DISTINCT e.session_id)';
  const ofSession = (column: string): string => `
    SELECT s.${column}, ${visitors} ${from(dayAt(0), dayAt(days - 1), true)} AND e.event_type = 1
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`;
  const panel = (dimension: string, metrics: readonly string[] = ['visitors']) => ({
    ...base,
    metrics,
    dimensions: [dimension],
  });
  const everything = (): boolean => true;
  const question = (
    name: string,
    query: Question['query'],
    sql: readonly string[],
    isCompared: Question['isCompared'] = everything,
  ): Question => ({ name, query, sql, isCompared });

  return [
    question(
      'tiles, 15 days and the 15 before',
      {
        ...base,
        date_range: half,
        compare: 'previous_period',
        metrics: [
          'visitors',
          'visits',
          'pageviews',
          'views_per_visit',
          'bounce_rate',
          'visit_duration',
        ],
      },
      [from(dayAt(days / 2), dayAt(days - 1)), from(dayAt(0), dayAt(days / 2 - 1))].map(
        (rows) => `
        SELECT count(DISTINCT t.session_id), count(DISTINCT t.visit_id), sum(t.views),
          sum(t.views)::float8 / count(DISTINCT t.visit_id),
          avg(CASE WHEN t.views = 1 AND t.events = 0 THEN 1 ELSE 0 END)::float8,
          avg(extract(epoch FROM t.max_time - t.min_time))::float8
        FROM (SELECT e.session_id, e.visit_id, count(*) FILTER (WHERE e.event_type = 1) AS views,
            count(*) FILTER (WHERE e.event_type = 2) AS events,
            min(e.created_at) AS min_time, max(e.created_at) AS max_time
          ${rows} GROUP BY 1, 2) t`,
      ),
    ),
    question(
      'chart by day',
      { ...base, limit: 100, metrics: ['visitors', 'pageviews'], dimensions: ['time:day'] },
      [
        `SELECT to_char(date_trunc('day', e.created_at AT TIME ZONE 'UTC'), 'YYYY-MM-DD') AS x,
          ${visitors}, count(*) FILTER (WHERE e.event_type = 1) ${all} GROUP BY 1 ORDER BY 1`,
      ],
    ),
    question('pages', panel('page', ['visitors', 'pageviews']), [
      `SELECT e.url_path, ${visitors}, count(*) ${all} AND e.event_type = 1
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
    ]),
    question(
      'sources',
      panel('source'),
      [
        `SELECT e.referrer_domain, ${visitors} ${all} AND e.event_type = 1 AND e.referrer_domain IS NOT NULL
          AND e.referrer_domain <> e.hostname GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
      ],
      (dimension) => dimension.endsWith('.example'),
    ),
    question('channels', panel('channel'), [
      `SELECT channel, count(DISTINCT session_id) FROM (
          SELECT DISTINCT ON (e.visit_id) e.session_id, CASE
            WHEN e.utm_medium ILIKE '%mail%' THEN 'Email'
            WHEN e.referrer_domain ~* '(google|bing|duckduckgo|yahoo|baidu|yandex)\\.' THEN 'Organic Search'
            WHEN e.referrer_domain ~* '(facebook|instagram|x|linkedin|reddit)\\.com' THEN 'Organic Social'
            WHEN e.referrer_domain IS NOT NULL THEN 'Referral' ELSE 'Direct' END AS channel
          ${all} AND e.event_type = 1 ORDER BY e.visit_id, e.created_at) v
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
    ]),
    question('countries', panel('country'), [ofSession('country')]),
    question('browsers', panel('browser'), [ofSession('browser')]),
    question('devices', panel('device'), [ofSession('device')]),
    question(
      'events',
      {
        ...panel('event', ['events', 'visitors']),
        filters: [
          'and',
          [['is_not', 'event', ['(none)']], ...(base.filters ? [base.filters] : [])],
        ],
      },
      [
        `SELECT e.event_name, count(*), ${visitors} ${all} AND e.event_type = 2
          GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
      ],
    ),
    question(
      'goals',
      { ...panel('goal', ['conversions', 'conversion_rate']), order_by: [['goal', 'asc']] },
      goalConditions.map(
        (condition, index) => `
        SELECT '${goals[index]?.name}', count(*), ${visitors}::float8 / (SELECT ${visitors} ${all})
        ${all} AND ${condition}`,
      ),
    ),
  ];
}
