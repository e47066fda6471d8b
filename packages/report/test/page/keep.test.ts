import { describe, expect, it } from 'vitest';
import { askReport, withToken } from '../support/ask-report.ts';
import { browseReport } from '../support/browse-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { startScratchReport, token } from '../support/scratch-report.ts';

describe('a segment of what a page shows', () => {
  it('is kept, unless the store does not take an expression in it', async () => {
    const { url } = await startScratchReport([sampleView(1, 0)]);
    const browser = browseReport(url);
    await browser.post('/login', { password: token });
    const keep = async (name: string, pattern: string): Promise<number> => {
      const filter = new URLSearchParams({ filter: `matches~page~${pattern}` });
      return (await browser.post(`/sites/acme/segments?${filter.toString()}`, { name })).status;
    };
    expect(await keep('broken', '(')).toBe(400);
    expect(await keep('blog', '^/blog/')).toBe(303);
    const { text } = await askReport(`${url}/api/segments`, {}, withToken);
    expect(JSON.parse(text)).toMatchObject({ segments: [{ name: 'blog' }] });
  });
});
