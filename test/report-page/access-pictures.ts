import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startReport } from '@hitmark/report';
import { hashPassword } from '@hitmark/report/access';
import { chromium, type Page } from 'playwright';
import { findChromium } from '../support/find-chromium.ts';
import { looks } from './looks.ts';

// `pnpm pictures:access`: makes pictures of the pages around the report, into `test/report-page/pictures`: the login,
// a login that is refused, and errors.

const folder = fileURLToPath(new URL('pictures/', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'hitmark-pictures-'));
const report = await startReport({
  source: { id: 'pictures', read: () => [] },
  folder: data,
  host: '127.0.0.1',
  port: 0,
  publicUrl: null,
  token: 'a-token-of-the-pictures',
  accounts: [{ name: 'anna', hash: await hashPassword('correct horse'), sites: ['acme'] }],
  memoryLimit: '256MB',
  threads: 2,
  timeoutMs: 30_000,
  ownHosts: [],
  dataColumns: [],
  openOnLoopback: false,
  persons: false,
  log: { info() {}, warn() {}, error() {} },
});

async function logIn(page: Page, password: string): Promise<void> {
  await page.goto(`${report.url}/login`);
  await page.fill('[name=name]', 'anna');
  await page.fill('[name=password]', password);
  await page.click('form button');
  await page.locator('[role=alert], .top').first().waitFor();
}

/** Ways to the pages, by the names of their pictures. */
const pages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  login: (page) => page.goto(`${report.url}/login`),
  'login-refused': (page) => logIn(page, 'wrong'),
  'share-ended': (page) => page.goto(`${report.url}/share/no-such-link`),
  'not-yours': async (page) => {
    await logIn(page, 'correct horse');
    await page.goto(`${report.url}/sites/another`);
  },
  'no-such-page': (page) => page.goto(`${report.url}/nowhere`),
  'no-such-site-page': (page) => page.goto(`${report.url}/sites/acme/nowhere`),
};

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: findChromium() ?? '' });
for (const look of ['light', 'dark', 'phone'] as const) {
  const context = await browser.newContext({ locale: 'en-GB', ...looks[look] });
  const page = await context.newPage();
  for (const [name, open] of Object.entries(pages)) {
    await open(page);
    await page.screenshot({ path: `${folder}${name}-${look}.png` });
    console.log(`${name}-${look}`, new URL(page.url()).pathname);
  }
  await context.close();
}
await browser.close();
await report.close();
rmSync(data, { recursive: true, force: true });
