import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A ClickHouse server of a test. */
export interface TestClickhouse {
  readonly url: string;
  /** Folder of its data. */
  readonly folder: string;
  /** Null: it does not run. */
  pid(): number | null;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it again, on the same port and folder. */
  start(): Promise<void>;
  /** Ends it, and removes its data. */
  close(): Promise<void>;
}

const script = new URL('./server.ts', import.meta.url).pathname;

/** Starts a server with nothing in it. */
export async function startClickhouse(): Promise<TestClickhouse> {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-clickhouse-'));
  let child: ChildProcess | null = null;
  let port = '0';

  async function start(): Promise<void> {
    child = spawn(process.execPath, [script, folder, port], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const started = child;
    if (started.stdout === null) throw new Error('no stdout');
    const lines = createInterface(started.stdout);
    const first = await Promise.race([once(lines, 'line'), once(started, 'exit')]);
    const [, found] = /^ready (\d+)$/.exec(String(first[0])) ?? [];
    if (found === undefined) throw new Error(`ClickHouse does not start: ${first.join(' ')}`);
    port = found;
  }

  async function kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const killed = child;
    child = null;
    if (killed === null || killed.exitCode !== null) return;
    const exit = once(killed, 'exit');
    killed.kill(signal);
    await exit;
  }

  await start();
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    folder,
    pid: () => child?.pid ?? null,
    kill,
    start,
    async close() {
      await kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
