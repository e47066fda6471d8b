import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openBrowser, type Browser } from './chromium.ts';
import { startSampleReport, type SampleReport, type SampleReportOptions } from './sample-report.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

type PageOptions = Parameters<typeof openWatchedPage>[2];

/** A report and a browser for the tests of one file. What a getter returns is there once they run. */
export interface SamplePages {
  readonly report: SampleReport;
  readonly browser: Browser;
  /** Opens an empty page, which is closed with its test. */
  open(options?: PageOptions): Promise<WatchedPage>;
  /** Opens an empty page that stays until the browser is closed. */
  openForAll(options?: PageOptions): Promise<WatchedPage>;
}

/** Starts a report and a browser before the tests of a file, and closes them after. */
export function useSamplePages(options: SampleReportOptions = {}): SamplePages {
  let started: readonly [SampleReport, Browser] | undefined;

  beforeAll(async () => {
    started = await Promise.all([startSampleReport(options), openBrowser()]);
  });
  afterAll(async () => {
    const [report, browser] = started ?? [];
    await browser?.close();
    await report?.close();
  });

  function parts(): readonly [SampleReport, Browser] {
    if (started === undefined) throw new Error('The report starts with the first test.');
    return started;
  }
  function openForAll(page?: PageOptions): Promise<WatchedPage> {
    const [report, browser] = parts();
    return openWatchedPage(browser.context, report.url, page);
  }
  return {
    get report() {
      return parts()[0];
    },
    get browser() {
      return parts()[1];
    },
    async open(page) {
      const watched = await openForAll(page);
      onTestFinished(() => watched.close());
      return watched;
    },
    openForAll,
  };
}
