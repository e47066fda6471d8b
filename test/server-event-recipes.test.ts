import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, startServe, watch, type RunningCommand } from './support/command.ts';
import { isPresent } from './support/present.ts';

// A language that a machine lacks is a skipped test, whose name says so.

// Go compiles its library the first time.
vi.setConfig({ testTimeout: 300_000 });

const example = fileURLToPath(new URL('../examples/server-event/', import.meta.url));
const page = readFileSync(new URL('../docs/server-events.md', import.meta.url), 'utf8');
const key = 'a-long-random-text-of-at-least-32-characters';
const data = mkdtempSync(join(tmpdir(), 'hitmark-server-events-'));
let collector: RunningCommand & { readonly url: string };

beforeAll(async () => {
  const siteKeys = JSON.stringify({ acme: [key] });
  collector = await startServe(data, [], { HITMARK_SITE_KEYS: siteKeys });
});

afterAll(async () => {
  collector.process.kill();
  await collector.end();
  rmSync(data, { recursive: true });
});

function run(siteKey: string, program: string, args: readonly string[]) {
  const env = {
    ...cleanEnvironment(),
    COLLECTOR: collector.url,
    SITE_KEY: siteKey,
  };
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return watch(spawn(program, args, { cwd: example, env, stdio: [...stdio] })).end();
}

describe.each([
  ['send.py', 'python3', ['send.py'], ['--version']],
  ['send.php', 'php', ['send.php'], ['--version']],
  ['send.go', 'go', ['run', 'send.go'], ['version']],
] as const)('%s', (file, program, args, version) => {
  const isHere = isPresent(program, ...version);
  const unless = isHere ? '' : ` (did not run: no ${program})`;

  it('stands on the page as it is', () => {
    expect(page).toContain(readFileSync(join(example, file), 'utf8'));
  });

  it.skipIf(!isHere)(`sends an event, which is stored once${unless}`, async () => {
    expect(await run(key, program, args)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/"(stored|duplicate)":1/),
    });
    expect(readEvents(data)).toMatchObject([
      { name: 'order', site: 'acme', user: 'customer-12', data: { revenue: 49.9 } },
    ]);
  });

  it.skipIf(!isHere)(`stores nothing with a wrong key${unless}`, async () => {
    const before = readEvents(data).length;
    const { stdout } = await run('a-wrong-key-that-nobody-has-ever-given-away', program, args);
    expect(stdout).not.toContain('"stored":1');
    expect(readEvents(data)).toHaveLength(before);
  });
});
