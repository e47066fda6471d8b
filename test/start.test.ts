import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from './support/chromium.ts';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, watch, type RunningCommand } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { request } from './support/request.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

let data: string;
let port: number;
let start: RunningCommand;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-start-'));
  port = await freePort();
  start = watch(
    spawn('pnpm', ['start'], {
      cwd: root,
      // A process group of its own, as a terminal gives it one.
      detached: true,
      env: {
        ...cleanEnvironment(),
        PORT: String(port),
        HITMARK_REPORT__PORT: '0',
        HITMARK_DATA: data,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  await start.output(/Ctrl-C ends it/);
});

afterEach(() => {
  killGroup();
  rmSync(data, { recursive: true });
});

/** Without the sample that the report is shown with. */
const ownEvents = () => readEvents(data).filter(({ site }) => site !== 'sample');

/** Ends processes that a failed test may have left behind. */
function killGroup(): void {
  try {
    process.kill(-(start.process.pid ?? NaN), 'SIGKILL');
  } catch {
    // It has ended, as it should.
  }
}

/** Waits until nobody listens any more and the journal was closed: SQLite then removes its WAL. */
async function expectDrained(): Promise<void> {
  const listening = (): Promise<boolean> =>
    request(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
  await expect.poll(listening).toBe(false);
  await expect.poll(() => existsSync(join(data, 'journal.db-wal'))).toBe(false);
  expect(existsSync(join(data, 'journal.db'))).toBe(true);
}

describe('pnpm start', () => {
  it('says what to open, where the data is and what to paste; its page is a hit; Ctrl-C drains it', async () => {
    const { input: printed = '' } = await start.output(/Ctrl-C ends it/);
    expect(printed).toContain(`Open            http://localhost:${port}\n`);
    expect(printed).toContain(`See them with   npx pnpm@10 hitmark tail --data ${data}\n`);
    expect(printed).toContain(`Events are in   ${join(data, 'journal.db')}\n`);
    expect(printed).toContain(
      `<script async src="http://localhost:${port}/tag.js" data-site="my-site" data-localhost="on"></script>`,
    );

    const browser = await openBrowser();
    const page = await browser.context.newPage();
    await page.goto(`http://localhost:${port}/?search=red+shoes`);
    await page.locator('pre.latest', { hasText: '"search": "red shoes"' }).waitFor();
    const tag = `<script async src="http://localhost:${port}/tag.js" data-site="my-site"`;
    expect(await page.locator('pre').first().textContent()).toContain(tag);
    await page.click('#signup');
    await page.locator('pre.latest', { hasText: '"name": "signup"' }).waitFor();
    await page.getByText('a tracked link').click();
    await page.locator('#sent summary', { hasText: 'click' }).waitFor();
    // The page that was left also told how long it was seen, before or after the click.
    const events = () => ownEvents().filter(({ type }) => type !== 'engagement');
    await expect.poll(() => events().length).toBe(4);
    await browser.close();
    expect(events()).toMatchObject([
      { type: 'pageview', site: 'demo', search: 'red shoes' },
      { type: 'event', name: 'signup', data: { plan: 'pro' } },
      { type: 'click', data: { customer: 1 }, token: { key: 'demo', authentic: true } },
      { type: 'pageview', site: 'demo' },
    ]);

    // Ctrl-C goes to the whole group.
    process.kill(-(start.process.pid ?? NaN), 'SIGINT');
    await start.end();
    await expectDrained();
  });

  it('drains on SIGTERM, which reaches only the process it is sent to', async () => {
    await request(`http://127.0.0.1:${port}/pixel.gif?e=before`);
    start.process.kill('SIGTERM');
    await start.end();
    await expectDrained();
    expect(ownEvents()).toMatchObject([{ name: 'before' }]);
  });
});
