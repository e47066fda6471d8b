import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand } from './support/command.ts';
import { appendViews } from './support/report.ts';

// `--json` with each command that prints something: one JSON document, or one a line, and nothing else.

const key = generateKey('k1');
const folder = mkdtempSync(join(tmpdir(), 'hitmark-json-'));
const environment = {
  HITMARK_DATA: join(folder, 'data'),
  HITMARK_LINKS__KEYS: key,
  HITMARK_PUBLIC_URL: 'https://t.example.com',
};
const email = join(folder, 'email.html');
const opened = createLinks({ openUrl: 'https://t.example.com/o/', keys: key }).open({ a: 1 });

beforeAll(async () => {
  writeFileSync(email, '<a href="https://shop.example/">Shop</a>');
  await appendViews(environment.HITMARK_DATA, 1, 5);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function printed(args: readonly string[], input = ''): Promise<unknown[]> {
  const run = startCommand([...args, '--json'], environment, folder, input);
  const { status, stdout, stderr } = await run.end();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.endsWith('\n')).toBe(true);
  // One document may have several lines.
  try {
    return [JSON.parse(stdout) as unknown];
  } catch {
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }
}

describe('--json', () => {
  it.each<[args: string[], expected: unknown]>([
    [['keygen', 'spring'], { key: expect.stringMatching(/^hm1\.spring\./) }],
    [['keygen', '--token'], { token: expect.stringMatching(/^[\w-]{43}$/) }],
    [['link', 'open'], { url: expect.stringContaining('https://t.example.com/o/') }],
    [['read', opened], expect.objectContaining({ kind: 'open', metadata: { a: 1 } })],
    [
      ['rewrite', email],
      expect.objectContaining({ html: expect.stringContaining('/c/'), warnings: [] }),
    ],
    [
      ['snippet', '--site', 'acme'],
      expect.objectContaining({
        tag: expect.stringContaining('data-site="acme"'),
        policy: expect.arrayContaining(['img-src https://t.example.com']),
      }),
    ],
    [['stats', '--by', 'page'], expect.objectContaining({ results: expect.any(Array) })],
    [['export'], expect.objectContaining({ type: 'pageview' })],
    [['sent', '--message', 'spring', '--recipients', '3'], { stored: 1, duplicate: 0 }],
    [['report', 'share', '--site', 'acme'], { url: expect.stringContaining('/share/') }],
    [['report', 'export'], expect.any(Object)],
    [['dead', 'retry'], { retried: 0 }],
    [['forget', '--user', 'nobody'], expect.objectContaining({ events: 0 })],
  ])('%j', async (args, expected) => {
    const [first] = await printed(args);
    expect(first).toEqual(expected);
  });

  it('report password', async () => {
    const [first] = await printed(['report', 'password'], 'a long password\n');
    expect(first).toEqual({ hash: expect.any(String) });
  });

  it('is not the format csv', async () => {
    const run = startCommand(['export', '--json', '--format', 'csv'], environment, folder);
    const { status, stdout, stderr } = await run.end();
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('expected one of --json and --format csv');
  });
});
