import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
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
    const forwarder = await startForwarderThread('stdout', null, log, pathToFileURL(script));
    await forwarder.close();
    expect(lines.join()).toContain('forwarder-stuck');
  });
});
