import type { Options } from '../configuration/index.ts';
import type { Log } from '../log.ts';
import { startClickhouse } from './clickhouse/index.ts';
import { startFiles } from './file/index.ts';
import { startKafka, type Replicas } from './kafka/index.ts';
import type { RunningForwarder } from './start-forwarder-thread.ts';
import { startStdout } from './stdout/start-stdout.ts';
import { startWebhooks } from './webhook/index.ts';

/** Options that choose the forwarders. */
export type ForwarderOptions = Pick<
  Options,
  | 'webhooks'
  | 'webhookKeys'
  | 'webhookTargets'
  | 'links'
  | 'files'
  | 'stdout'
  | 'kafka'
  | 'acknowledge'
  | 'replicas'
  | 'clickhouse'
  | 'report'
  | 'sites'
>;

/** Forwarders at work. */
export interface RunningForwarders extends RunningForwarder {
  /** Answers wait here where `acknowledge` is `replicas`; null: they do not. */
  readonly replicas: Replicas | null;
}

/**
 * Starts the forwarders that the options ask for: each with a thread, a connection to the journal and a
 * cursor of its own, so that none waits for another.
 *
 * @param path the journal's file
 * @throws the error of the first that can't start; none is left running
 */
export async function startForwarders(
  path: string,
  options: ForwarderOptions,
  log: Log,
): Promise<RunningForwarders> {
  const running: RunningForwarder[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(running.map((forwarder) => forwarder.close()));
  };
  try {
    for (const start of [startWebhooks, startFiles, startStdout, startClickhouse]) {
      const forwarder = await start(path, options, log);
      if (forwarder !== null) running.push(forwarder);
    }
    const kafka = await startKafka(path, options, log);
    if (kafka !== null) running.push(kafka);
    return { replicas: kafka?.replicas ?? null, close };
  } catch (error) {
    await close();
    throw error;
  }
}
