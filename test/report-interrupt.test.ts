import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cleanEnvironment, commandPath, watch } from './support/command.ts';

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s to the whole group of processes, as Ctrl-C sends it, ends a demo without an error',
  async (signal) => {
    const data = mkdtempSync(join(tmpdir(), 'hitmark-interrupt-'));
    const ports = ['--port', '0', '--report.port', '0'];
    const child = spawn(process.execPath, [commandPath, 'demo', ...ports, '--data', data], {
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const demo = watch(child);
    await demo.output(/Report\s+(http:\S+)/);
    const group = -(child.pid ?? 0);
    process.kill(group, signal);
    const { status, stderr } = await demo.end();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // No process of the group is left: the store's has ended with it.
    expect(() => process.kill(group, 0)).toThrow('ESRCH');
    rmSync(data, { recursive: true });
  },
);
