import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, watch, type RunningCommand } from './support/command.ts';
import { freePort } from './support/free-port.ts';

const data = mkdtempSync(join(tmpdir(), 'hitmark-newsletter-'));
const mails: ParsedMail[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, _session, finish) {
    simpleParser(stream, (error: Error | null, mail) => {
      if (error === null) mails.push(mail);
      finish(error);
    });
  },
});

let example: RunningCommand;
let browser: Browser;
let shop: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    smtp.listen(0, '127.0.0.1', () => resolve());
  });
  const { port: smtpPort } = smtp.server.address() as AddressInfo;
  const port = await freePort();
  shop = `http://127.0.0.1:${port}`;
  example = watch(
    spawn(process.execPath, ['server.ts'], {
      cwd: fileURLToPath(new URL('../examples/newsletter', import.meta.url)),
      env: {
        ...cleanEnvironment(),
        PORT: String(port),
        HITMARK_DATA: data,
        SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  await example.output(/sent to cem@example\.com/);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  example.process.kill();
  await example.end();
  await new Promise<void>((resolve) => {
    smtp.close(() => resolve());
  });
  rmSync(data, { recursive: true });
});

describe('examples/newsletter', () => {
  it('sends each subscriber an email of their own over SMTP', () => {
    expect(mails.map(({ subject }) => subject)).toEqual(['Our spring offers', 'Our spring offers']);
    const [ann, cem] = mails.map(({ html }) => String(html));
    expect(ann).toContain('<p>Hello Ann &amp; Bob!</p>');
    expect(cem).toContain('<p>Hello Cem!</p>');
    const urls = (html = ''): string[] => html.match(/http:\/\/localhost:\d+\/[oc]\/[\w-]+/g) ?? [];
    // The button for Outlook, the link for all other programs, and the pixel.
    expect([urls(ann), urls(cem)].map(({ length }) => length)).toEqual([3, 3]);
    expect(urls(ann).filter((url) => urls(cem).includes(url))).toEqual([]);
  });

  it('lets the recipient unsubscribe with one click', () => {
    const headers = mails[0]?.headerLines.map(({ line }) => line.replace(/\r\n\s+/g, '')) ?? [];
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers.join('\n')).toMatch(
      /List-Unsubscribe:\s*<https:\/\/news\.example\.com\/u\/[\w-]+>/,
    );
  });

  it('records the opening and the click, and does not track the link that is opted out', async () => {
    const page = await browser.context.newPage();
    await page.setContent(String(mails[0]?.html), { waitUntil: 'networkidle' });
    await expect.poll(() => readEvents(data).map(({ type }) => type)).toEqual(['open']);
    expect(await page.getAttribute('text=Your account', 'href')).toBe(`${shop}/account`);

    await page.click('text=See our offer');
    await page.waitForURL(`${shop}/offer?id=1&from=mail`);
    await expect.poll(() => readEvents(data).length).toBe(2);
    expect(readEvents(data)).toMatchObject([
      { type: 'open', tracking: 'full', data: { subscriber: 1 }, message: 'spring' },
      {
        type: 'click',
        data: { subscriber: 1 },
        link: { url: `${shop}/offer?id=1&from=mail`, position: 2, label: 'hero' },
      },
    ]);
    await example.output(/click full \{"subscriber":1\} hero/);
    await page.close();
  });

  it('counts an anonymous recipient without saying who it was', async () => {
    const before = readEvents(data).length;
    const page = await browser.context.newPage();
    await page.setContent(String(mails[1]?.html), { waitUntil: 'networkidle' });
    await expect.poll(() => readEvents(data).length).toBe(before + 1);
    const event = readEvents(data).at(-1);
    expect(event).toMatchObject({ type: 'open', tracking: 'anonymous' });
    expect(event?.visitor ?? null).toBeNull();
    expect(event?.data ?? {}).toEqual({});
    await page.close();
  });
});
