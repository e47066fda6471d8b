import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReport, type Report } from '@hitmark/report';
import { dimensionDefinitions, metricDefinitions } from '@hitmark/report/query';
import type { SourceEvent } from '@hitmark/report/store';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cleanEnvironment, watch } from './support/command.ts';
import { fillTable, writeTable } from './support/page-tables.ts';

// `pnpm exec vitest run --config test/vitest.config.ts test/query-api-page.test.ts -u` writes the tables.

const page = new URL('../docs/query-api.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const token = 'a-token-of-the-example';

/** Each command of the page, with the block that shows what it prints. */
const examples = [...text.matchAll(/```sh\n([^]*?)```\n\n```(json|csv)\n([^]*?)```/g)].map(
  ([, command = '', language = '', printed = '']) => ({ command, language, printed }),
);

const at = (time: string, event: object): object => ({ time: `2026-11-${time}:00.000Z`, ...event });
const view = (visitor: string, path: string, country: string, more: object = {}): object => ({
  type: 'pageview',
  site: 'acme',
  visitor,
  visitor_kind: 'cookie',
  url: `https://acme.example${path}`,
  client: { country },
  actor: 'human',
  ...more,
});
const campaign = { source: 'newsletter', medium: 'email', name: 'spring' };
const email = { site: 'acme', message: 'spring', actor: 'human' };
const events: readonly SourceEvent[] = [
  at('01T08:00', { ...email, type: 'sent', weight: 200 }),
  at('01T09:00', {
    ...email,
    type: 'open',
    recipient: 'r-1',
    sent_time: '2026-11-01T08:00:00.000Z',
  }),
  at('01T09:05', {
    ...email,
    type: 'click',
    recipient: 'r-1',
    link: { url: 'https://acme.example/' },
  }),
  at('01T09:06', view('a', '/', 'CH', { campaign })),
  at('01T09:10', view('a', '/pricing', 'CH')),
  at('01T09:12', {
    ...view('a', '/pricing', 'CH'),
    type: 'event',
    name: 'purchase',
    data: { revenue: 120, currency: 'CHF', plan: 'pro' },
  }),
  at('01T12:00', view('b', '/', 'DE', { referrer: 'https://www.google.com/' })),
  at('02T09:00', view('c', '/pricing', 'DE')),
  at('02T09:30', view('d', '/', 'US', { actor: 'machine', actor_reasons: ['bot'] })),
  at('02T10:00', view('e', '/', 'CH', { site: 'blog' })),
].map((event, index) => ({
  sequence: index + 1,
  event: JSON.stringify({ v: 1, id: `event-${index + 1}`, ...event }),
}));

let report: Report;
const folder = mkdtempSync(join(tmpdir(), 'hitmark-query-api-'));

beforeAll(async () => {
  report = await startReport({
    source: {
      id: 'example',
      read: (after, limit) => events.filter(({ sequence }) => sequence > after).slice(0, limit),
    },
    folder,
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    token,
    accounts: [],
    memoryLimit: '256MB',
    threads: 2,
    timeoutMs: 30_000,
    ownHosts: ['acme.example'],
    dataColumns: [],
    openOnLoopback: false,
    persons: false,
    collector: { lastSequence: () => events.length, quality: () => Promise.resolve(null) },
    log: { info() {}, warn() {}, error() {} },
  });
  const isFilled = async () => (await report.status()).cursor === events.length;
  await vi.waitUntil(isFilled, { timeout: 50_000 });
});

afterAll(async () => {
  await report.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('docs/query-api.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  it.each(examples)('shows what this prints: $command', async ({ command, language, printed }) => {
    const run = spawn('bash', ['-c', command.replaceAll('http://localhost:8701', report.url)], {
      env: { ...cleanEnvironment(), HITMARK_REPORT__TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { status, stdout } = await watch(run).end();
    expect(status).toBe(0);
    const [got, shown] =
      language === 'json'
        ? [JSON.parse(stdout), pattern(JSON.parse(printed))]
        : [stdout.replaceAll('\r\n', '\n'), printed];
    expect({ got }).toMatchObject({ got: shown });
  });

  it('lists the metrics and dimensions that there are', async () => {
    const tableOf = (name: string, definitions: Readonly<Record<string, string>>): string =>
      writeTable(
        [name, 'is'],
        Object.entries(definitions).map(([each, definition]) => [`\`${each}\``, definition]),
      );
    const metrics = tableOf('metric', metricDefinitions);
    const filled = fillTable(
      fillTable(text, 'metrics', metrics),
      'dimensions',
      tableOf('dimension', dimensionDefinitions),
    );
    await expect(filled).toMatchFileSnapshot(page.pathname);
  });
});

const anyText: unknown = expect.any(String);

/** Part of an answer as the page shows it, in which `…` stands for any text. */
function pattern(shown: unknown): unknown {
  if (typeof shown === 'string' && shown.includes('…')) return anyText;
  if (Array.isArray(shown)) return shown.map(pattern);
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, pattern(value)]));
}
