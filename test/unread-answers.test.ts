import { once } from 'node:events';
import { connect } from 'node:net';
import { generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMetrics } from './support/conservation.ts';
import { sendLoad } from './support/load.ts';
import { startMeasuredServe, type MeasuredServe } from './support/measured-serve.ts';
import { smallHeap } from './support/small-heap.ts';

const linkKey = generateKey();
const clients = 200;
/** Memory that OPERATIONS.md states for one connection that is used to do harm, in KiB. */
const maxKiBEach = 512;

let server: MeasuredServe;
let port: number;

beforeAll(async () => {
  server = await startMeasuredServe({
    HITMARK_LINKS__KEYS: linkKey,
    HITMARK_LIMITS__MIN_FREE_BYTES: '0',
    HITMARK_TIMEOUTS__KEEP_ALIVE_MS: '1000',
    NODE_OPTIONS: smallHeap,
  });
  port = Number(new URL(server.url).port);
});

afterAll(() => server.close());

/** Memory of the collector in KiB, and its connections. */
async function measure(): Promise<{ readonly residentKiB: number; readonly connections: number }> {
  const samples = parseMetrics(await server.scrape());
  const value = (wanted: string, type?: string): number =>
    samples.find(({ name, labels }) => name === wanted && labels['type'] === type)?.value ?? 0;
  return {
    residentKiB: value('process_resident_memory_bytes') / 1_024,
    connections: value('nodejs_active_resources', 'TCPSocketWrap'),
  };
}

/** Others are served: what the attackers have sent before is read, as far as it is read at all. */
async function serveOthers(name: string): Promise<void> {
  let left = 300;
  const failed: number[] = [];
  await sendLoad({
    port,
    pid: 0,
    linkKey,
    name,
    goOn(answer) {
      if (answer.status >= 400) failed.push(answer.status);
      return (left -= 1) > 0;
    },
  });
  expect(failed).toEqual([]);
}

const get = (path: string, headers = ''): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`;
/** Holds what ends a head, and takes as long as it can. */
const body = 'e=a\r\n\r\n'.repeat(100);
const hits = `POST /hits HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
/** Answers that fill the buffers of the system: from then on those of the collector are filled. */
const fill = get('/tag.full.js').repeat(600);

describe('a client that sends, and never reads', () => {
  it.each([
    ['scripts', fill.repeat(3)],
    ['pixels', fill + get('/pixel.gif?e=a').repeat(20_000)],
    [
      'pixels with long headers',
      fill + get('/pixel.gif', `X: ${'x'.repeat(15_000)}\r\n`).repeat(60),
    ],
    ['hits', fill + hits.repeat(1_000)],
    ['what is not there', fill + get('/elsewhere').repeat(20_000)],
    ['one thing after the other', ''],
  ])(
    'asking for %s costs no more memory than is said, and is closed in time',
    async (title, bytes) => {
      const name = title.replaceAll(' ', '-');
      await serveOthers(name);
      const before = await measure();
      const sockets = Array.from({ length: clients }, () => connect(port, '127.0.0.1'));
      const closed = sockets.map((socket) => new Promise((resolve) => socket.on('close', resolve)));
      for (const [index, socket] of sockets.entries()) {
        socket.on('error', () => {}).pause();
        if (bytes === '') {
          const timer = setInterval(() => socket.write(get('/tag.full.js')), 1);
          socket.once('close', () => clearInterval(timer));
        } else if (index % 2 === 0) socket.write(bytes);
        // As one that has gone: there is more to come, and nobody to read.
        else socket.end(bytes);
      }
      await Promise.all(sockets.map((socket) => once(socket, 'connect')));
      let greatest = 0;
      for (let round = 0, open = clients; open > before.connections; round += 1) {
        await serveOthers(`${name}-${round}`);
        const { residentKiB, connections } = await measure();
        greatest = Math.max(greatest, residentKiB);
        open = connections;
      }
      // It is the collector that has closed them.
      for (const socket of sockets) socket.resume();
      await Promise.all(closed);
      expect(greatest - before.residentKiB).toBeLessThan(clients * maxKiBEach);
    },
    120_000,
  );
});
