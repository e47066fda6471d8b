import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestClickhouse } from './start-clickhouse.ts';

/**
 * Fate of an insert.
 *
 * - `pass`: it is passed on and answered
 * - `killed-during`: the server is killed while the insert runs
 * - `killed-after`: the server is killed when the insert is done, before it is answered
 */
type Fate = 'pass' | 'killed-during' | 'killed-after';

/** A proxy between a client and ClickHouse that breaks inserts. */
export interface Proxy {
  readonly url: string;
  /** Fate of the next insert; those after it pass. */
  next: Fate;
  /**
   * Runs before an insert is passed on, which waits for it. It may return a function to run when the insert is done.
   */
  beforeInsert: () => Promise<(() => void) | void>;
  /** Longest wait for an answer, in ms. Then the connection is closed, while the statement goes on. */
  answerTimeoutMs: number;
  /** Inserts of each fate. */
  readonly counts: Record<Fate, number>;
  close(): Promise<void>;
}

export async function startProxy(clickhouse: TestClickhouse): Promise<Proxy> {
  const server = createServer((request, response) => {
    void pass().catch(() => request.socket.destroy());

    async function pass(): Promise<void> {
      const body = await buffer(request);
      const path = request.url ?? '/';
      const isInsert = path.includes('JSONCompactEachRow');
      let done: (() => void) | null = null;
      const fate = isInsert ? proxy.next : 'pass';
      if (isInsert) {
        proxy.next = 'pass';
        proxy.counts[fate] += 1;
        done = (await proxy.beforeInsert()) ?? null;
      }
      const type = request.headers['content-type'] ?? 'text/plain';
      const sent = fetch(`${clickhouse.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(body),
      });
      sent.catch(() => {});
      // Each time 3 ms later, so that inserts are killed at different points.
      if (fate === 'killed-during') await wait(3 * proxy.counts[fate]);
      if (fate === 'killed-after') await (await sent).text();
      if (fate !== 'pass') {
        await clickhouse.kill('SIGKILL');
        throw new Error('killed');
      }
      const answer = await Promise.race([sent, rejectAfter(proxy.answerTimeoutMs)]);
      done?.();
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    }
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const proxy: Proxy = {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    next: 'pass',
    beforeInsert: async () => {},
    answerTimeoutMs: Infinity,
    counts: { pass: 0, 'killed-during': 0, 'killed-after': 0 },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

async function rejectAfter(ms: number): Promise<never> {
  // A timer can't wait for ever.
  if (ms === Infinity) return new Promise(() => {});
  await wait(ms, null, { ref: false });
  throw new Error(`no answer within ${ms} ms`);
}
