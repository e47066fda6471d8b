import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, startServe, watch, type RunningCommand } from './support/command.ts';

const data = mkdtempSync(join(tmpdir(), 'hitmark-example-'));
const running: RunningCommand[] = [];

afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill();
    await each.end();
  }
  rmSync(data, { recursive: true });
});

function send(collector: string): RunningCommand {
  const cwd = fileURLToPath(new URL('../examples/server-event', import.meta.url));
  const env = { ...cleanEnvironment(), COLLECTOR: collector };
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return watch(spawn(process.execPath, ['send.ts'], { cwd, env, stdio: [...stdio] }));
}

async function serve(siteKeys: string): Promise<string> {
  const server = await startServe(data, [], { HITMARK_SITE_KEYS: siteKeys });
  running.push(server);
  return server.url;
}

it('server-event: says which collector it needs, and sends an event with revenue and visitor', async () => {
  const refused = await send(await serve('{}')).end();
  expect(refused).toMatchObject({ status: 1, stdout: expect.stringMatching(/^401: .*wrong-key/) });

  const [, siteKeys = ''] = /HITMARK_SITE_KEYS='(.*)'/.exec(refused.stdout) ?? [];
  const stdout = '{"stored":1,"duplicate":0,"errors":[]}\n';
  expect(await send(await serve(siteKeys)).end()).toMatchObject({ status: 0, stdout });
  expect(readEvents(data)).toMatchObject([
    {
      name: 'order',
      site: 'acme',
      visitor: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
      visitor_kind: 'given',
      user: 'customer-12',
      data: { order: '1007', revenue: 49.9, currency: 'EUR' },
    },
  ]);
});
