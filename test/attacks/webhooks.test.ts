import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEvents } from '../support/collector.ts';
import { startServe, type RunningCommand } from '../support/command.ts';
import { request } from '../support/request.ts';
import { p99, serveGoodClients } from './support/good-clients.ts';
import { median } from './support/median.ts';
import { startReceivers, type Receivers } from './support/misbehaving-receivers.ts';

const linkKey = generateKey();
const links = createLinks({ openUrl: 'https://t.test/o/', keys: linkKey });
const opens = 10;
const rounds = 3;
const roundMs = 1_000;
const maxRatio = 5;
const timeoutMs = 300;
const secrets = [`whsec_${Buffer.alloc(32, 'secret').toString('base64')}`];

let folder: string;
let server: RunningCommand & { readonly url: string };
let receivers: Receivers;
let good: Server;
/** Ids of the events that the good receiver was sent. */
const received = new Set<unknown>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-attacks-'));
  receivers = await startReceivers();
  good = createServer((incoming, response) => {
    received.add(incoming.headers['webhook-id']);
    incoming.resume().once('end', () => response.writeHead(204).end());
  });
  good.listen(0, '127.0.0.1');
  await once(good, 'listening');
  const goodUrl = `http://127.0.0.1:${(good.address() as AddressInfo).port}/`;
  const urls = [...receivers.urls, goodUrl];
  const webhooks = [
    // Few events for many receivers, so that what is measured is not the writing of deliveries.
    ...receivers.urls.map((url) => ({ url, secrets, timeoutMs, types: ['open'] })),
    { url: goodUrl, secrets, timeoutMs },
  ];
  const ports = new Set(urls.map((url) => new URL(url).port));
  const file = join(folder, 'webhooks.json');
  writeFileSync(file, JSON.stringify(webhooks));
  server = await startServe(join(folder, 'data'), ['--limits.min-free-bytes', '0'], {
    HITMARK_LINKS__KEYS: linkKey,
    HITMARK_WEBHOOKS_FILE: file,
    HITMARK_WEBHOOK_TARGETS__ALLOW_PRIVATE_ADDRESSES: 'true',
    HITMARK_WEBHOOK_TARGETS__ALLOWED_PORTS: JSON.stringify([...ports]),
  });
});

afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  receivers.close();
  good.closeAllConnections();
  good.close();
  rmSync(folder, { recursive: true });
});

it('receivers that never come to an end slow down neither clients nor other receivers, nor the end', async () => {
  const port = Number(new URL(server.url).port);
  const round = async (name: string): Promise<number> => {
    for (let number = 0; number < opens; number += 1) {
      const { pathname } = new URL(links.open({ name, number }));
      await request(`http://127.0.0.1:${port}${pathname}`);
    }
    return p99(await serveGoodClients(port, name, roundMs));
  };
  await round('first');
  const ratios: number[] = [];
  for (let number = 0; number < rounds; number += 1) {
    receivers.misbehave(false);
    const harmless = await round(`harmless-${number}`);
    receivers.misbehave(true);
    ratios.push((await round(`attack-${number}`)) / harmless);
  }
  console.log(`${median(ratios).toFixed(2)} x: receivers that never come to an end`);
  expect(median(ratios)).toBeLessThan(maxRatio);
  expect(receivers.badAnswers()).toBeGreaterThan(receivers.urls.length);

  const stored = readEvents(join(folder, 'data')).map(({ id }) => id);
  await expect.poll(() => stored.filter((id) => !received.has(id))).toEqual([]);

  server.process.kill('SIGTERM');
  expect((await server.end()).status).toBe(0);
});
