import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { checkConservation } from './support/conservation.ts';
import { startCommand, startServe, type RunningCommand } from './support/command.ts';

let data: string;
let server: RunningCommand;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
});

afterEach(async () => {
  server.process.kill('SIGTERM');
  await server.end();
  rmSync(data, { recursive: true });
});

/** Tells whether a hit is acknowledged, over a connection of its own. */
async function hit(url: string, name: string): Promise<boolean> {
  const answer = await fetch(`${url}/pixel.gif?e=${name}`, { headers: { connection: 'close' } });
  return answer.status === 200;
}

/** The process of a worker that has started, by its place in the log. */
async function workerPid(place: number): Promise<number> {
  const started = '"event":"worker-started","pid":(\\d+)';
  const [, pid] = await server.output(new RegExp(`(?:${started}[^]*?){${place}}`));
  return Number(pid);
}

describe('serve with two workers', () => {
  it('takes hits in both for one journal, each stored once', async () => {
    const { url } = (server = await startServe(data, ['--workers', '2'])) as { url: string };
    const names = Array.from({ length: 40 }, (_, index) => `e${index}`);
    const answers = await Promise.all(names.map((name) => hit(url, name)));
    expect(answers).toEqual(names.map(() => true));
    expect(readEvents(data).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(readEvents(data)).toHaveLength(40);
  });

  it('has metrics of both as one, on a port of their own, and of the journal once', async () => {
    const args = ['--workers', '2', '--metrics.port', '0'];
    const { url } = (server = await startServe(data, args)) as { url: string };
    const [, metricsUrl = ''] = await server.output(/"metricsUrl":"([^"]+)"/);
    await Promise.all(Array.from({ length: 40 }, (_, index) => hit(url, `e${index}`)));
    const text = await (await fetch(`${metricsUrl}/metrics`)).text();
    expect(checkConservation(text)).toMatchObject({ received: 40, stored: 40, inFlight: 0 });
    const names = text.match(/(?<=^# TYPE )\w+/gm) ?? [];
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(
      expect.arrayContaining(['hitmark_journal_commit_seconds', 'hitmark_disk_free_bytes']),
    );
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  });

  it('goes on when one is killed, and starts another in its place', async () => {
    const { url } = (server = await startServe(data, ['--workers', '2'])) as { url: string };
    process.kill(await workerPid(1), 'SIGKILL');
    await server.output(/"event":"worker-ended"/);
    expect(await hit(url, 'meanwhile')).toBe(true);
    expect(await workerPid(3)).toBeGreaterThan(0);
    expect(await hit(url, 'afterwards')).toBe(true);
    expect(readEvents(data).map(({ name }) => name)).toEqual(['meanwhile', 'afterwards']);
  });

  it('says once what stops it from starting', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    server = startCommand(['serve', '--workers', '2', '--port', String(port), '--data', data]);
    const { status, stderr } = await server.end();
    taken.close();
    expect(status).toBe(1);
    expect(stderr.trimEnd()).toBe(
      `hitmark: port ${port} on 127.0.0.1 is in use; choose another with --port or PORT`,
    );
  });
});

describe('demo with two workers', () => {
  it('shows its page and takes hits', async () => {
    const ports = ['--port', '0', '--report.port', '0'];
    server = startCommand(['demo', '--workers', '2', ...ports, '--data', data]);
    const [, url = ''] = await server.output(/Open\s+(http\S+)/);
    expect(await (await fetch(url)).text()).toContain('hitmark');
    expect(await hit(url, 'a')).toBe(true);
    expect(await (await fetch(`${url}/demo/events`)).json()).toMatchObject([{ name: 'a' }]);
  });
});
