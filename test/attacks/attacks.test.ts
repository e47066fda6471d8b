import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { generateKey } from '@hitmark/codec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from '../support/collector.ts';
import { startServe, type RunningCommand } from '../support/command.ts';
import { checkConservation } from '../support/conservation.ts';
import { request } from '../support/request.ts';
import { residentMiB } from '../support/resident.ts';
import { smallHeap } from '../support/small-heap.ts';
import { attackList } from './support/attack-list.ts';
import type { Order } from './support/attacker.ts';
import { median } from './support/median.ts';
import { p99, serveGoodClients, type Service } from './support/good-clients.ts';

const rounds = 3;
const roundMs = 1_000;
/** Greatest slowdown of good clients beside an attack, against a harmless flood of the same size. */
const maxRatio = 5;
/** More than the buffers of 80 connections, less than a leak of one attack: in MiB. */
const maxGrowthMiB = 64;
const token = 'operator-token-of-the-tests';
const linkKey = generateKey();
const attacker = fileURLToPath(new URL('support/attacker.ts', import.meta.url));

let data: string;
let server: RunningCommand & { readonly url: string };
let port: number;
let pid: number;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
  server = await startServe(data, ['--limits.min-free-bytes', '0'], {
    HITMARK_LINKS__KEYS: linkKey,
    HITMARK_METRICS__TOKEN: token,
    NODE_OPTIONS: smallHeap,
  });
  port = Number(new URL(server.url).port);
  pid = server.process.pid ?? 0;
});

afterEach(async () => {
  server.process.kill('SIGKILL');
  await server.end();
  rmSync(data, { recursive: true });
});

/** One round of a flood with four good clients beside it. */
async function runBeside(name: string, side: Order['side'], round: number): Promise<Service> {
  const child = spawn(process.execPath, [attacker], { stdio: ['pipe', 'pipe', 'inherit'] });
  const order: Order = { linkKey, name, side, port, ms: roundMs };
  child.stdin.end(`${JSON.stringify(order)}\n`);
  const sent = text(child.stdout);
  const service = await serveGoodClients(port, `${side}-${round}`, roundMs);
  expect(JSON.parse(await sent)).toMatchObject({ payloads: expect.any(Number) });
  return service;
}

async function counts(): Promise<ReturnType<typeof checkConservation>> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await request(`http://127.0.0.1:${port}/metrics`, headers);
  return checkConservation(answer.body.toString());
}

/** Every event is accounted for, and what was acknowledged is on disk. */
async function expectNothingLost(acknowledged: readonly string[]): Promise<void> {
  await expect.poll(async () => (await counts()).inFlight).toBe(0);
  const { stored } = await counts();
  const events = readEvents(data);
  expect(events).toHaveLength(stored);
  const kept = new Set(events.map((event) => event.data?.['check']));
  expect(acknowledged.length).toBeGreaterThan(100);
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
}

describe('a collector under attack', () => {
  it.each(attackList(linkKey))(
    'serves good clients as beside a harmless flood, and loses nothing: $name',
    async ({ name }) => {
      const acknowledged = [...(await runBeside(name, 'harmless', 0)).acknowledged];
      const before = residentMiB(pid);
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const harmless = await runBeside(name, 'harmless', round);
        const attacked = await runBeside(name, 'attack', round);
        acknowledged.push(...harmless.acknowledged, ...attacked.acknowledged);
        ratios.push(p99(attacked) / p99(harmless));
      }
      const growth = residentMiB(pid) - before;
      console.log(`${median(ratios).toFixed(2)} x, ${growth.toFixed(0)} MiB: ${name}`);
      await expectNothingLost(acknowledged);
      expect(median(ratios)).toBeLessThan(maxRatio);
      expect(growth).toBeLessThan(maxGrowthMiB);
    },
  );
});
