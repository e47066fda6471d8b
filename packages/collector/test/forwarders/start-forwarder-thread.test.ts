import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { startForwarderThread } from '../../src/forwarders/start-forwarder-thread.ts';
import { scratchFolder } from '../scratch-folder.ts';

describe('closing a forwarder', () => {
  it.each([
    ['never hears of it', 'setInterval(() => {}, 1_000);'],
    ['turns in a circle', 'setImmediate(() => { for (;;); });'],
  ])('ends a thread that %s, and says so', async (_what, hang) => {
    const script = join(scratchFolder(), 'thread.mjs');
    writeFileSync(
      script,
      `import { parentPort } from 'node:worker_threads';
       parentPort.postMessage({ kind: 'ready' });
       ${hang}`,
    );
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const forwarder = await startForwarderThread('stdout', null, log, {
      script: pathToFileURL(script),
    });
    await forwarder.close();
    expect(lines.join()).toContain('forwarder-stuck');
  });
});

describe('a forwarder whose thread ends by a fault', () => {
  /** A thread that notes each start in a file, and then does what it is told. */
  async function start(then: string, pauseMs: number) {
    const folder = scratchFolder();
    const [script, starts] = [join(folder, 'thread.mjs'), join(folder, 'starts')];
    writeFileSync(
      script,
      `import { appendFileSync, readFileSync } from 'node:fs';
       import { parentPort } from 'node:worker_threads';
       appendFileSync(${JSON.stringify(starts)}, '.');
       const starts = readFileSync(${JSON.stringify(starts)}).length;
       parentPort.on('message', () => process.exit());
       parentPort.postMessage({ kind: 'ready' });
       ${then}`,
    );
    const ends: number[] = [];
    const lines: string[] = [];
    const log = pino({}, { write: (line: string) => lines.push(line) });
    const forwarder = await startForwarderThread('stdout', null, log, {
      script: pathToFileURL(script),
      pauseMs,
      onEnded: () => ends.push(performance.now()),
    });
    return { forwarder, ends, lines, starts: () => readFileSync(starts, 'utf8').length };
  }

  it.each([
    ['an error', 'if (starts < 3) throw new Error("a fault of the library");'],
    ['an exit', 'if (starts < 3) process.exit(3);'],
  ])('is started again, after longer and longer: %s', async (_what, fault) => {
    const { forwarder, ends, lines, starts } = await start(fault, 20);
    await vi.waitUntil(() => starts() === 3, { timeout: 60_000 });
    await forwarder.close();
    expect(ends).toHaveLength(2);
    expect(lines.join()).not.toContain('forwarder-stuck');
    const pauses = lines.map((line) => JSON.parse(line) as { againMs: number });
    expect(pauses.map(({ againMs }) => againMs)).toEqual([20, 40]);
  });

  it('is not started again once it is closed', async () => {
    const { forwarder, ends, starts } = await start('throw new Error("a fault");', 60_000);
    await vi.waitUntil(() => ends.length === 1, { timeout: 60_000 });
    await forwarder.close();
    expect(starts()).toBe(1);
  });

  it('fails the start where the first can not begin', async () => {
    const script = join(scratchFolder(), 'thread.mjs');
    writeFileSync(script, 'throw new TypeError("no file");');
    const log = pino({ enabled: false });
    await expect(
      startForwarderThread('stdout', null, log, { script: pathToFileURL(script) }),
    ).rejects.toThrow('no file');
  });
});
