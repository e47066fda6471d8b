import { openBrowser as openChromium, type Browser, type BrowserOptions } from './chromium.ts';
import { findFirefox, openFirefox } from './firefox.ts';

/** The engine that the tests of the tag run in: HITMARK_ENGINE, which a project of vitest sets. */
export const engine: 'chromium' | 'firefox' =
  process.env['HITMARK_ENGINE'] === 'firefox' ? 'firefox' : 'chromium';

/** Starts a browser of the engine; every `*.test` host is this machine. */
export async function openBrowser(options: BrowserOptions = {}): Promise<Browser> {
  if (engine === 'chromium') return openChromium(options);
  const path = findFirefox();
  if (path === null) throw new Error('no Firefox: install firefox-esr, or set FIREFOX_PATH');
  const browser = await openFirefox(path, options);
  const newContext = () => browser.newContext({ ignoreHTTPSErrors: true });
  return {
    context: await newContext(),
    newContext,
    close: () => browser.close(),
  };
}

export type { Browser, BrowserOptions };
