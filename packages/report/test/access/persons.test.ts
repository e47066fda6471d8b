import { describe, expect, it } from 'vitest';
import { errorOf, postQuery } from '../support/ask-report.ts';
import { browseReport } from '../support/browse-report.ts';
import { cheapHash } from '../support/cheap-hash.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport } from '../support/scratch-report.ts';

const events = [
  sampleView(1, 0, { visitor: 'v-1', user: 'anna' }),
  sampleView(2, 1, { visitor: 'v-2' }),
];
const following = ['visitor', 'user', 'click.recipient'];
const base = { date_range: 'all', metrics: ['pageviews'] };

const hash = cheapHash('correct horse');
const accounts = [{ name: 'bert', hash, sites: null, persons: false }];

describe('report.persons', () => {
  const on = shareReport(events, { persons: true, accounts });
  const off = shareReport(events, { persons: false });

  it.each(following)('lets %s be asked for where it is on', async (dimension) => {
    const { url } = on;
    const answer = await postQuery(url, { ...base, dimensions: [dimension] });
    expect(answer.status).toBe(200);
    const filtered = await postQuery(url, { ...base, filters: ['is', 'visitor', ['v-1']] });
    expect(JSON.parse(filtered.text)).toMatchObject({ results: [{ metrics: [1] }] });
  });

  it.each(following)(
    'refuses %s where it is off, as dimension and as filter',
    async (dimension) => {
      const { url } = off;
      const refused = { status: 403, code: 'persons-off' };
      const grouped = await postQuery(url, { ...base, dimensions: [dimension] });
      expect(errorOf(grouped)).toMatchObject({
        ...refused,
        problems: [{ path: 'dimensions[0]' }],
      });
      const filters = ['not', ['is', dimension, ['v-1']]];
      expect(errorOf(await postQuery(url, { ...base, filters }))).toMatchObject(refused);
      expect((await postQuery(url, { ...base, dimensions: ['page'] })).status).toBe(200);
    },
  );

  it('shows an account without persons numbers, and no event', async () => {
    const { url } = on;
    const browser = browseReport(url);
    await browser.post('/login', { name: 'bert', password: 'correct horse' });
    expect((await browser.query(base)).status).toBe(200);
    for (const dimensions of [['visitor'], ['recipient']]) {
      const answer = await browser.query({ ...base, dimensions });
      expect(errorOf(answer)).toMatchObject({ status: 403, code: 'persons-forbidden' });
    }
    const query = encodeURIComponent(JSON.stringify({ date_range: 'all' }));
    expect((await browser.get(`/api/events?query=${query}`)).status).toBe(403);
    expect((await browser.get('/sites/acme/person?filter=is~visitor~v-1')).status).toBe(403);
  });
});
