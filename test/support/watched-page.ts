import type { BrowserContext, BrowserContextOptions, Page } from 'playwright';

/** A page, and everything of it that must not happen. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, violations of the policy, and requests to other hosts. */
  readonly faults: string[];
  /** Bytes of bodies as they came over the wire. */
  readonly transferred: () => number;
  readonly close: () => Promise<void>;
}

/** Opens an empty page whose faults are written down. */
export async function openWatchedPage(
  context: BrowserContext,
  ownUrl: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const own = await context.browser()?.newContext({ locale: 'en-GB', ...options });
  if (own === undefined) throw new Error('openWatchedPage() needs a context of a browser');
  const page = await own.newPage();
  const faults: string[] = [];
  let bytes = 0;
  page.on('pageerror', ({ message }) => faults.push(`script: ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(ownUrl) && !url.startsWith('data:')) faults.push(`request: ${url}`);
  });
  const session = await own.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  return { page, faults, transferred: () => bytes, close: () => own.close() };
}
