import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestClickhouse } from './start-clickhouse.ts';

/** Fate of an insert: it passes; the server is killed while it runs, or when it is done and not yet answered. */
type Fate = 'pass' | 'killed-during' | 'killed-after';

/** Stands between a client and a server, and breaks inserts. */
export interface Proxy {
  readonly url: string;
  /** Fate of the next insert; those after it pass. */
  next: Fate;
  /** Awaited before an insert is passed on; what it resolves to is called when the insert is done. */
  before: () => Promise<(() => void) | void>;
  /** Longest wait for an answer, in ms: then the connection is closed, and the statement goes on. */
  patienceMs: number;
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
        done = (await proxy.before()) ?? null;
      }
      const type = request.headers['content-type'] ?? 'text/plain';
      const sent = fetch(`${clickhouse.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: new Uint8Array(body),
      });
      sent.catch(() => {});
      if (fate === 'killed-during') await wait(3 * proxy.counts[fate]);
      if (fate === 'killed-after') await (await sent).text();
      if (fate !== 'pass') {
        await clickhouse.kill('SIGKILL');
        throw new Error('killed');
      }
      const answer = await Promise.race([sent, outOfPatience(proxy.patienceMs)]);
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
    before: async () => {},
    patienceMs: Infinity,
    counts: { pass: 0, 'killed-during': 0, 'killed-after': 0 },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}

async function outOfPatience(ms: number): Promise<never> {
  // A timer takes no infinity.
  if (ms === Infinity) return new Promise(() => {});
  await wait(ms, null, { ref: false });
  throw new Error(`no answer within ${ms} ms`);
}
