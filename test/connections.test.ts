import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startServe, type RunningCommand } from './support/command.ts';
import { isAcknowledged, sendLoad } from './support/load.ts';
import { exchange } from './support/request.ts';
import { residentMiB } from './support/resident.ts';
import { smallHeap } from './support/small-heap.ts';

const linkKey = generateKey();
let data: string;
let server: RunningCommand & { readonly url: string };
let port: number;
let pid: number;
const acknowledged: string[] = [];

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  server = await startServe(data, ['--limits.min-free-bytes', '0'], {
    HITMARK_LINKS__KEYS: linkKey,
    NODE_OPTIONS: smallHeap,
  });
  port = Number(new URL(server.url).port);
  pid = server.process.pid ?? 0;
});

afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  rmSync(data, { recursive: true });
});

/** Expects that others are served meanwhile: 300 answers. */
async function expectService(name: string): Promise<void> {
  let count = 0;
  let served = 0;
  await sendLoad({
    port,
    pid,
    linkKey,
    name,
    goOn(answer, { keys }) {
      if (isAcknowledged(answer)) acknowledged.push(...keys);
      // An open or a click may be pending: that is service as well.
      if (answer.status < 400) served += 1;
      return (count += 1) < 300;
    },
  });
  expect(served).toBe(count);
}

const crowd = 10_000;
/** Ours, and some for all else. */
const hasDescriptors = Number(spawnSync('sh', ['-c', 'ulimit -Hn']).stdout) > crowd + 500;
/** Memory of one connection with an incomplete header of 4 KB, in KiB: measured 16. */
const maxKiBEach = 24;

describe.skipIf(!hasDescriptors)(
  '10,000 connections (does not run where a process may not have so many)',
  () => {
    it('that are idle or slow leave service to others, and no memory when they are gone', async () => {
      const before = residentMiB(pid);
      for (let round = 0; round < 2; round += 1) {
        const sockets = await openCrowd();
        await expectService(`crowd${round}`);
        expect(residentMiB(pid) - before).toBeLessThan((crowd * maxKiBEach) / 1_024);
        for (const socket of sockets) socket.destroy();
        await expectService(`alone${round}`);
      }
    }, 120_000);
  },
);

/** Half of them say nothing, half do not come to an end. */
async function openCrowd(): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < crowd) {
    const more = Array.from({ length: 200 }, () => connect(port, '127.0.0.1'));
    sockets.push(...more);
    await Promise.all(more.map((socket) => once(socket, 'connect')));
  }
  for (const [index, socket] of sockets.entries()) {
    // The collector may cut those that are too slow.
    socket.on('error', () => {});
    if (index % 2 === 0) socket.write(`GET /pixel.gif HTTP/1.1\r\nX: ${'x'.repeat(4_000)}`);
  }
  return sockets;
}

describe('a body', () => {
  it.each(['/hits', '/pixel.gif', '/o/s', '/u/s', '/tag.js', '/healthz', '/elsewhere'])(
    'that never ends costs no memory, sent to %s',
    async (path) => {
      // The first round lets the heap grow to what it needs; what a round costs shows in the next.
      await Promise.all(Array.from({ length: 10 }, () => sendWithoutEnd(path)));
      await expectService(`${path}-first`);
      const before = residentMiB(pid);
      await Promise.all(Array.from({ length: 10 }, () => sendWithoutEnd(path)));
      await expectService(path);
      // 80 MB were sent to those that read them.
      expect(residentMiB(pid) - before).toBeLessThan(40);
    },
  );

  it('that is announced to be huge is refused before it comes', async () => {
    const head = 'POST /hits HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000000\r\n\r\n';
    expect(await exchange(port, head)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

/** Sends 8 MB of a body that does not end, or as much as is taken. */
async function sendWithoutEnd(path: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {}).resume();
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const part = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  for (let number = 0; number < 128 && !socket.destroyed; number += 1) {
    if (socket.write(part)) continue;
    await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
  }
  socket.destroy();
}

describe('after all that', () => {
  it('the journal holds all that was acknowledged', () => {
    const stored = new Set(readEvents(data).map((event) => String(event.data?.['check'])));
    expect(acknowledged.length).toBeGreaterThan(1_000);
    expect(acknowledged.filter((key) => !stored.has(key))).toEqual([]);
  });
});
