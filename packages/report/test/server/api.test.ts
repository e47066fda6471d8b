import { expect, it } from 'vitest';
import { sampleView } from '../support/sample-view.ts';
import { startScratchReport, token } from '../support/scratch-report.ts';

const query = { date_range: 'all', metrics: ['pageviews'] };

it('answers a query over HTTP', async () => {
  const { url } = await startScratchReport([sampleView(1, 0), sampleView(2, 1)]);
  const answer = await fetch(`${url}/api/query`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    results: [{ metrics: [2] }],
    meta: { as_of_sequence: 2, lag_events: 0 },
  });
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});
