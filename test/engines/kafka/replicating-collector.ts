import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cleanEnvironment,
  commandPath,
  watch,
  type RunningCommand,
} from '../../support/command.ts';
import { parseMetrics } from '../../support/conservation.ts';
import { request } from '../../support/request.ts';

/** `hitmark serve` that hands on to Kafka, as a process that can be killed and started again. */
export interface ReplicatingCollector {
  readonly data: string;
  readonly host: string;
  port(): number;
  /** Id of its process. */
  pid(): number;
  start(): Promise<void>;
  /** Ends it with a signal; what is on its disk stays. Resolves to its log. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<string>;
  /** Waits until its log holds what is looked for. */
  output(pattern: RegExp): Promise<unknown>;
  /** Reason why it is not ready; null: it is. */
  unready(): Promise<string | null>;
  /** Text of `/metrics`. */
  scrape(): Promise<string>;
  /** Events that are not handed on yet. */
  lag(): Promise<number>;
  /** Ends it, and deletes its disk. */
  close(): Promise<void>;
}

/** Options of such a collector. */
interface CollectorSetting {
  readonly addresses: readonly string[];
  readonly topic: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder of its journal, which is deleted with it. @defaultValue a new one */
  readonly data?: string;
  /** Address that it listens on. @defaultValue 127.0.0.1 */
  readonly host?: string;
  /** Command before Node's, such as `ip netns exec …`. @defaultValue none */
  readonly prefix?: readonly string[];
}

const token = 'operator-token-of-the-tests';

/** Starts `hitmark serve --acknowledge replicas`, in a folder of its own. */
export async function startReplicating({
  addresses,
  topic,
  environment = {},
  data = mkdtempSync(join(tmpdir(), 'hitmark-data-')),
  host = '127.0.0.1',
  prefix = [],
}: CollectorSetting): Promise<ReplicatingCollector> {
  let running: RunningCommand | null = null;
  let port = 0;

  async function start(): Promise<void> {
    const [command, ...before] = [...prefix, process.execPath, commandPath, 'serve'];
    const child = spawn(
      command,
      [...before, '--port', String(port), '--host', host, '--data', data],
      {
        env: {
          ...cleanEnvironment(),
          HITMARK_KAFKA__BROKERS: JSON.stringify(addresses),
          HITMARK_KAFKA__TOPIC: topic,
          HITMARK_ACKNOWLEDGE: 'replicas',
          HITMARK_METRICS__TOKEN: token,
          HITMARK_LIMITS__MIN_FREE_BYTES: '0',
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    running = watch(child);
    const [, url = ''] = await running.output(/"url":"([^"]+)"/);
    // The same after a restart, so that senders find it again.
    port = Number(new URL(url).port);
  }

  async function kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<string> {
    running?.process.kill(signal);
    const ended = await running?.end();
    running = null;
    return ended?.stderr ?? '';
  }

  async function scrape(): Promise<string> {
    const headers = { authorization: `Bearer ${token}` };
    return (await request(`http://${host}:${port}/metrics`, headers)).body.toString();
  }

  await start();
  return {
    data,
    host,
    port: () => port,
    pid: () => running?.process.pid ?? 0,
    start,
    kill,
    output: async (pattern) => running?.output(pattern),
    scrape,
    async unready() {
      const { status, body } = await request(`http://${host}:${port}/readyz`);
      const { reason = null } = JSON.parse(body.toString()) as { readonly reason?: string };
      if ((status === 200) !== (reason === null)) throw new Error(`${status} ${body.toString()}`);
      return reason;
    },
    async lag() {
      const samples = parseMetrics(await scrape());
      return samples.find(({ name }) => name === 'hitmark_forwarder_lag_events')?.value ?? Infinity;
    },
    async close() {
      await kill('SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
