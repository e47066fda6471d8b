import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { findChromium } from './find-chromium.ts';

/** Treatment of other sites' cookies inside a page. */
export type CookiePolicy = 'allow-all' | 'block-third-party' | 'block-all';

/** A browser with a profile of its own, empty at the start. */
export interface Browser {
  readonly context: BrowserContext;
  /** A profile that nobody has used. */
  newContext(): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Chromium's own names for the policies (`profile` of its preferences file). */
const preferences = {
  'allow-all': { cookie_controls_mode: 0 },
  'block-third-party': { cookie_controls_mode: 1 },
  'block-all': { default_content_setting_values: { cookies: 2 } },
};

export interface BrowserOptions {
  /**
   * PEM of the one certificate that is trusted. Playwright's `ignoreHTTPSErrors` would lose the requests of a
   * page that is being left.
   */
  readonly certificate?: string;
  readonly cookies?: CookiePolicy;
  /** Global Privacy Control is on. */
  readonly gpc?: boolean;
}

/** Starts Chromium; every `*.test` host is this machine. */
export async function openBrowser({
  certificate,
  cookies = 'allow-all',
  gpc = false,
}: BrowserOptions = {}): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'hitmark-chromium-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: preferences[cookies] }),
  );
  const options = launchOptions(certificate, gpc ? ['GlobalPrivacyControlForce'] : []);
  const context = await chromium.launchPersistentContext(profile, options);
  return {
    context,
    newContext: async () => (await context.browser()?.newContext()) ?? context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A browser that nobody debugs: Chromium prerenders only there. Pages must drive themselves. */
export interface UnwatchedBrowser {
  open(url: string): Promise<void>;
  close(): Promise<void>;
}

export async function openUnwatchedBrowser(certificate: string): Promise<UnwatchedBrowser> {
  const browser = await chromium.launch(launchOptions(certificate));
  const session = await browser.newBrowserCDPSession();
  // A context that Playwright does not own: it detaches from its pages.
  const { browserContextId } = await session.send('Target.createBrowserContext');
  return {
    async open(url) {
      await session.send('Target.createTarget', { url, browserContextId });
    },
    close: () => browser.close(),
  };
}

function launchOptions(certificate: string | undefined, features: readonly string[] = []) {
  return {
    executablePath: findChromium() ?? missing(),
    // Playwright turns the back/forward cache off, which users have.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--disable-quic',
      `--enable-features=${features.join(',')}`,
      ...(certificate === undefined
        ? []
        : [`--ignore-certificate-errors-spki-list=${publicKeyHash(certificate)}`]),
    ],
  };
}

function publicKeyHash(certificate: string): string {
  const { publicKey } = new X509Certificate(certificate);
  const key = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

function missing(): never {
  throw new Error(
    'no Chromium: run the tests with `npx pnpm@10 test`, which finds or installs one',
  );
}
