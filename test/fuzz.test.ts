import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startServe, type RunningCommand } from './support/command.ts';
import { checkConservation, parseMetrics } from './support/conservation.ts';
import { bytes } from './support/fuzz/bytes.ts';
import { createRequestSender } from './support/fuzz/request-sender.ts';
import { createLedger } from './support/fuzz/ledger.ts';
import { wholeAddresses } from './support/fuzz/headers.ts';
import { templates } from './support/fuzz/requests.ts';
import { canaryPrefix } from './support/fuzz/template.ts';
import { linkKeys } from './support/fuzz/tokens.ts';
import { findFaults } from './support/fuzz/well-formed.ts';
import { request } from './support/request.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const wholeRequests = 100_000;
const metricsToken = 'operator-token-of-the-tests';

let data: string;
let server: RunningCommand & { readonly url: string };
let port: number;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  const args = ['--trusted-proxy-hops', '1', '--privacy.anonymous-keys', 'canary'];
  server = await startServe(data, [...args, '--limits.min-free-bytes', '0'], {
    HITMARK_LINKS__KEYS: linkKeys,
    HITMARK_METRICS__TOKEN: metricsToken,
  });
  port = Number(new URL(server.url).port);
});

afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  rmSync(data, { recursive: true });
});

describe(`a collector that is sent anything (seed ${seed})`, () => {
  it('answers 100,000 requests honestly, and stores what it acknowledged, and nothing else', async () => {
    const ledger = createLedger();
    const senders = Array.from({ length: 16 }, () => createRequestSender(port, ledger));
    const batches = fc.array(templates, { minLength: 400, maxLength: 400 });
    for (let round = 0; ledger.answers < wholeRequests; round += 1) {
      const property = fc.asyncProperty(batches, async (batch) => {
        await Promise.all(
          senders.map((sender, index) =>
            sender.send(batch.filter((_each, place) => place % senders.length === index)),
          ),
        );
      });
      await fc.assert(property, { seed: seed + round, numRuns: 50 });
    }
    for (const sender of senders) sender.close();
    expect(ledger.compare(readEvents(data))).toEqual([]);
  }, 300_000);

  it('outlives bytes that are hardly HTTP', async () => {
    const property = fc.asyncProperty(
      fc.array(bytes, { minLength: 1, maxLength: 40, size: 'max' }),
      async (batch) => {
        const answers = await Promise.all(batch.map(exchangeOnce));
        for (const answer of answers) {
          for (const [, status] of answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)) {
            expect([status, Number(status) < 500 || status === '503']).toEqual([status, true]);
          }
        }
      },
    );
    await fc.assert(property, { seed, numRuns: 100 });
    expect((await request(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  }, 300_000);

  it('has accounted for each event', async () => {
    const authorization = `Bearer ${metricsToken}`;
    // What was cut off may still be under way.
    await vi.waitFor(
      async () => {
        const { body } = await request(`http://127.0.0.1:${port}/metrics`, { authorization });
        const { stored, inFlight } = checkConservation(body.toString());
        expect({ stored, inFlight }).toEqual({ stored: readEvents(data).length, inFlight: 0 });
        // Whatever a hit holds, the rest of it is stored.
        expect(rejectedHits(body.toString())).toEqual([]);
      },
      { timeout: 50_000, interval: 100 },
    );
  });

  it('has made only events that are whole', () => {
    expect(readEvents(data).flatMap(findFaults)).toEqual([]);
  });

  it('has logged no query, token, cookie, header or whole address', async () => {
    server.process.kill('SIGTERM');
    const { stderr } = await server.end();
    const lines = stderr.split('\n').filter((line) => line !== '' && !line.includes('"listening"'));
    expect(lines.length).toBeGreaterThan(1_000);
    for (const never of [canaryPrefix, '?', '127.0.0.1', ...wholeAddresses]) {
      expect([never, lines.find((line) => line.includes(never))]).toEqual([never, undefined]);
    }
    expect(lines.find((line) => /[\w-]{40}/.test(line))).toBe(undefined);
  });
});

function rejectedHits(metrics: string): unknown[] {
  return parseMetrics(metrics).filter(
    ({ name, labels, value }) =>
      name === 'hitmark_events_rejected_total' &&
      ['script', 'pixel', 'hits'].includes(labels['endpoint'] ?? '') &&
      value > 0,
  );
}

/** All that comes back for some bytes, after which we say that no more will come. */
async function exchangeOnce(sent: Buffer): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  // A reset tells as much as an end; what came before it does not matter then.
  const failed = once(socket, 'error').then(() => Buffer.alloc(0));
  socket.end(sent);
  return (await Promise.race([buffer(socket), failed]).catch(() => Buffer.alloc(0))).toString(
    'latin1',
  );
}
