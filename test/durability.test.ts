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

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  server = await startServe(data);
});

afterEach(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  rmSync(data, { recursive: true });
});

/** What clients saw: the hits that were acknowledged, and what they met instead of an answer. */
interface Load {
  readonly acknowledged: readonly string[];
  readonly failures: readonly string[];
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
 */
async function load(onAcknowledged: (count: number) => void): Promise<Load> {
  const acknowledged: string[] = [];
  const failures: string[] = [];
  await Promise.all(
    Array.from({ length: clients }, async (_nothing, client) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (let number = 0; ; number += 1) {
        const random = `${client}-${number}`;
        const outcome = await send(agent, random);
        if (outcome.kind === 'failed') {
          failures.push(outcome.why);
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
  database.close();
  return rows.map(({ name }) => String(name));
}

describe('20 clients', () => {
  it('lose no acknowledged event when the collector is killed, and it starts again by itself', async () => {
    const { acknowledged } = await load((count) => {
      if (count === 1_000) server.process.kill('SIGKILL');
    });
    await server.end();
    expect(acknowledged.length).toBeGreaterThanOrEqual(1_000);
    const onDisk = new Set(stored());
    expect(acknowledged.filter((random) => !onDisk.has(random))).toEqual([]);

    server = await startServe(data);
    expect(await send(new Agent(), 'afterwards')).toMatchObject({ kind: 'acknowledged' });
    expect(stored()).toContain('afterwards');
  });

  it('have no request cut when the collector is told to end, and lose nothing', async () => {
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
