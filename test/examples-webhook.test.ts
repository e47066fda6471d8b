import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { cleanEnvironment, startServe, watch, type RunningCommand } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { request } from './support/request.ts';

const data = mkdtempSync(join(tmpdir(), 'hitmark-example-'));
const running: RunningCommand[] = [];

afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill();
    await each.end();
  }
  rmSync(data, { recursive: true });
});

async function startExample(): Promise<RunningCommand & { readonly port: number }> {
  const port = await freePort();
  const folder = fileURLToPath(new URL('../examples/webhook-receiver', import.meta.url));
  const environment = { ...cleanEnvironment(), PORT: String(port) };
  const example = watch(
    spawn(process.execPath, ['server.ts'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  running.push(example);
  return { ...example, port };
}

it('webhook-receiver: prints what a collector sends, and refuses what nobody has signed', async () => {
  const example = await startExample();
  // The command that it prints is the one that is run.
  const [, webhooks = ''] = await example.output(/HITMARK_WEBHOOKS='(.*)'/);
  const [, ...flags] = (await example.output(/serve \\\s+(--.*)/))[1]?.split(' ') ?? [];
  const [first = ''] = (await example.output(/--webhook-targets\S+/))[0].split(' ');
  const server = await startServe(data, [first, ...flags], { HITMARK_WEBHOOKS: webhooks });
  running.push(server);
  const address = server.url.replace('localhost', '127.0.0.1');
  await request(`${address}/pixel.gif?e=signup&d.plan=pro`);
  const [printed] = await example.output(/webhook event \{[^]*?\n\}/);
  expect(printed).toContain(`name: 'signup'`);
  expect(printed).toContain(`data: { plan: 'pro' }`);

  const forged = await request(`http://127.0.0.1:${example.port}/`, {}, 'POST', '{"type":"open"}');
  expect(forged.status).toBe(401);
  await example.output(/refused: the signature is wrong/);
});
