import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startSampleReport, type SampleReport } from './support/sample-report.ts';

let report: SampleReport;
let browser: Browser;

beforeAll(async () => {
  [report, browser] = await Promise.all([startSampleReport(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await report.close();
});

describe('the report page', () => {
  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    for (const path of ['/', '/sites/sample', '/sites/sample/events', '/sites/none-yet']) {
      const page = await browser.context.newPage();
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(report.url + path);
      const found = await page.evaluate(`${axe.source}; axe.run().then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
      expect({ path, found }).toEqual({ path, found: [] });
      await page.close();
    }
  });
});
