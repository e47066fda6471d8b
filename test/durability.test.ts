import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as open } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startServe, type RunningCommand } from './support/command.ts';

let data: string;
let server: RunningCommand & { readonly url: string };

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
});

afterEach(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  rmSync(data, { recursive: true });
});

/** Outcome of a load as its clients saw it: acknowledged hits, and errors. */
interface Load {
  readonly acknowledged: readonly string[];
  readonly failures: readonly { readonly random: string; readonly why: string }[];
}

type Outcome =
  | { readonly kind: 'acknowledged'; readonly last: boolean }
  | { readonly kind: 'failed'; readonly why: string };

const clients = 20;

/**
 * Clients on connections that stay open, each sending one hit after the other until the server tells
 * it to close its connection, or is gone.
 *
 * @param onAcknowledged is told how many hits were acknowledged so far
 * @param randoms values of `r` that are sent
 */
async function load(
  onAcknowledged: (count: number) => void,
  randoms: Iterator<string> = endless(''),
): Promise<Load> {
  const acknowledged: string[] = [];
  const failures: Load['failures'][number][] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let next = randoms.next(); next.done !== true; next = randoms.next()) {
        const random = next.value;
        const outcome = await send(agent, random);
        if (outcome.kind === 'failed') {
          failures.push({ random, why: outcome.why });
          break;
        }
        acknowledged.push(random);
        onAcknowledged(acknowledged.length);
        if (outcome.last) break;
      }
      agent.destroy();
    }),
  );
  return { acknowledged, failures };
}

/** First what is given, then new ones without end. */
function* endless(prefix: string, first: readonly string[] = []): Generator<string, undefined> {
  yield* first;
  for (let number = 0; ; number += 1) yield `${prefix}${number}`;
}

function send(agent: Agent, random: string): Promise<Outcome> {
  const url = server.url.replace('localhost', '127.0.0.1');
  return new Promise((resolve) => {
    const request = open(
      `${url}/pixel.gif?r=${random}&t=1763802600123&e=${random}`,
      { agent },
      (response) => {
        response.resume();
        response.once('close', () => {
          const { complete, statusCode, headers } = response;
          if (complete && statusCode === 200) {
            resolve({ kind: 'acknowledged', last: headers.connection === 'close' });
          } else resolve({ kind: 'failed', why: complete ? `status ${statusCode}` : 'cut' });
        });
      },
    );
    request.once('error', ({ message }) => resolve({ kind: 'failed', why: message }));
    request.end();
  });
}

/** The name of every event on disk; opening the file as an operator's own tools would. */
function stored(): string[] {
  const database = new DatabaseSync(join(data, 'journal.db'));
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  const rows = database.prepare(`SELECT event ->> 'name' AS name FROM events`).all();
  // Counted in the transaction that stored them.
  const counted = database
    .prepare(`SELECT sum(events) AS events FROM daily_counts WHERE outcome = 'stored'`)
    .get();
  expect(counted?.['events']).toBe(rows.length);
  database.close();
  return rows.map(({ name }) => String(name));
}

describe.each([
  { of: 'a collector', args: [], kills: 12 },
  // Three processes take longer to start than one.
  { of: 'a collector with two workers', args: ['--workers', '2'], kills: 3 },
])('20 clients of $of', ({ args, kills }) => {
  beforeEach(async () => {
    server = await startServe(data, args);
  });

  it('lose no acknowledged event when it is killed, and it starts again by itself', async () => {
    const { acknowledged } = await load((count) => {
      if (count === 1_000) server.process.kill('SIGKILL');
    });
    await server.end();
    expect(acknowledged.length).toBeGreaterThanOrEqual(1_000);
    const onDisk = new Set(stored());
    expect(acknowledged.filter((random) => !onDisk.has(random))).toEqual([]);

    server = await startServe(data, args);
    expect(await send(new Agent(), 'afterwards')).toMatchObject({ kind: 'acknowledged' });
    const all = stored();
    expect(all).toContain('afterwards');
    // What is sent again is acknowledged again, and stands there once.
    for (const random of acknowledged.slice(-100)) {
      expect(await send(new Agent(), random)).toMatchObject({ kind: 'acknowledged' });
    }
    expect(stored()).toEqual(all);
  });

  it(`lose nothing over ${kills} kills, and what was not answered is stored once when it is sent again`, async () => {
    const acknowledged: string[] = [];
    let unanswered: readonly string[] = [];
    for (let life = 0; life < kills; life += 1) {
      if (life > 0) server = await startServe(data, args);
      const deadline = 1 + Math.floor(Math.random() * 300);
      const { process } = server;
      const seen = await load(
        (count) => count === deadline && process.kill('SIGKILL'),
        endless(`${life}-`, unanswered),
      );
      await server.end();
      acknowledged.push(...seen.acknowledged);
      unanswered = seen.failures.map(({ random }) => random);
    }
    expect(unanswered).not.toEqual([]);
    server = await startServe(data, args);
    const { failures } = await load(() => {}, unanswered.values());
    expect(failures).toEqual([]);
    expect(stored().toSorted()).toEqual([...acknowledged, ...unanswered].toSorted());
  });

  it('have no request cut when it is told to end, and lose nothing', async () => {
    const { acknowledged, failures } = await load((count) => {
      if (count === 1_000) server.process.kill('SIGTERM');
    });
    expect(failures).toEqual([]);
    const { status, stderr } = await server.end();
    expect(status).toBe(0);
    expect(stderr).toContain('"event":"ended"');
    expect(stored().toSorted()).toEqual([...acknowledged].toSorted());
    expect(readEvents(data)).toHaveLength(acknowledged.length);
  });
});
