import { expect, it } from 'vitest';
import { askReport, postQuery } from '../support/ask-report.ts';
import { createRandom } from '../support/random.ts';
import { hostileTexts, randomJournal } from '../support/random-journal.ts';
import { startScratchReport } from '../support/scratch-report.ts';

const corpus = [
  ...hostileTexts,
  "') UNION SELECT * FROM meta --",
  "'; COPY events TO '/tmp/stolen.csv'; --",
  "'; ATTACH 'other.duckdb' AS o; --",
  '"; DELETE FROM events; --',
  "x' AND (SELECT count(*) FROM read_text('/etc/passwd')) > 0 --",
  'visitors); DROP TABLE visits; --',
];
const query = { date_range: 'all', metrics: ['pageviews'] };

/** Each field of a query with a text in it, and what it is answered with. */
const fields = (text: string): readonly (readonly [status: number, part: object])[] => [
  [200, { site: text }],
  [200, { site: ['acme', text] }],
  [200, { dimensions: [`data.${text.slice(0, 100)}`] }],
  [200, { filters: ['is', 'page', [text]] }],
  [200, { filters: ['contains_not', 'recipient', [text]] }],
  [200, { filters: ['not', ['is_not', `data.${text.slice(0, 100)}`, [text]]] }],
  [400, { metrics: [text] }],
  [400, { dimensions: [text] }],
  [400, { date_range: text }],
  [400, { date_range: [text, text] }],
  [400, { timezone: text }],
  [400, { actors: [text] }],
  [400, { compare: text }],
  [400, { order_by: [[text, 'asc']] }],
  [400, { order_by: [['pageviews', text]] }],
  [400, { limit: text }],
  [400, { offset: text }],
  [400, { filters: [text, 'page', ['/']] }],
  [400, { filters: ['is', text, ['/']] }],
  [400, { [text]: 1 }],
];

it('SQL in any field of a query is a text or is refused, and changes nothing', async () => {
  const report = await startScratchReport(randomJournal(createRandom(9), 300));
  const { url } = report;
  const before = { ...(await report.status()), answer: (await postQuery(url, query)).text };
  for (const text of corpus) {
    for (const [expected, part] of fields(text)) {
      const answer = await postQuery(url, { ...query, ...part });
      expect({ part, status: answer.status }).toEqual({ part, status: expected });
    }
    const listing = (part: object) =>
      new URLSearchParams({ query: JSON.stringify({ date_range: 'all', ...part }) });
    const statuses = await Promise.all([
      askReport(`${url}/api/events?${listing({ filters: ['is', 'page', [text]] })}`),
      askReport(`${url}/api/events?${listing({ cursor: text })}`),
      askReport(`${url}/api/events?${listing({})}&${new URLSearchParams({ cursor: text })}`),
    ]);
    expect(statuses.map((answer) => answer.status)).toEqual([200, 400, 400]);
  }
  expect({ ...(await report.status()), answer: (await postQuery(url, query)).text }).toEqual(
    before,
  );
});
