import { firefox } from 'playwright';
import type { Browser as PlaywrightBrowser } from 'playwright';
import type { BrowserOptions } from './chromium.ts';
import { findProgram } from './find-program.ts';

/** The Firefox of the tests: FIREFOX_PATH, else the system's; null: there is none. */
export function findFirefox(): string | null {
  const chosen = process.env['FIREFOX_PATH'];
  if (chosen !== undefined && chosen !== '') return chosen;
  return findProgram('firefox-esr', 'firefox');
}

/** Starts the system's Firefox over WebDriver BiDi; every host is this machine. */
export function openFirefox(
  executablePath: string,
  { gpc = false, cookies = 'allow-all' }: BrowserOptions = {},
): Promise<PlaywrightBrowser> {
  return firefox.launch({
    executablePath,
    channel: 'moz-firefox',
    firefoxUserPrefs: {
      'network.dns.forceResolve': '127.0.0.1',
      'privacy.globalprivacycontrol.enabled': gpc,
      // Total Cookie Protection, Firefox's default; 2 blocks all.
      'network.cookie.cookieBehavior': cookies === 'block-all' ? 2 : 5,
    },
  });
}
