import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { clientGone } from '../../src/api/client-gone.ts';

it('a client that leaves is noticed, one that has its answer is not', async () => {
  const signals: AbortSignal[] = [];
  const server = createServer((request, response) => {
    signals.push(clientGone(response));
    if (request.url === '/answered') response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await (await fetch(`${url}/answered`)).text();
  const leaving = new AbortController();
  const left = fetch(`${url}/left`, { signal: leaving.signal });
  await once(server, 'request');
  leaving.abort();
  await expect(left).rejects.toMatchObject({ name: 'AbortError' });
  await expect.poll(() => signals.map(({ aborted }) => aborted)).toEqual([false, true]);
});
