import { resolveOptions, type PartialOptions } from '../configuration/index.ts';
import { startForwarders, type ForwarderOptions, type RunningForwarders } from './index.ts';
import type { JournalCore } from '../journal/index.ts';
import { createLog, type Log } from '../log.ts';

/** Options of the forwarders of a journal. */
export interface ForwardersOptions extends Pick<
  PartialOptions,
  keyof ForwarderOptions | 'logLevel'
> {
  readonly journal: Pick<JournalCore, 'path'>;
  /** @defaultValue pino on stderr, at `logLevel` */
  readonly log?: Log | undefined;
}

/** Forwarders at work; a collector with `acknowledge: 'replicas'` is made with their `replicas`. */
export type Forwarders = RunningForwarders;

/**
 * Starts to hand on a journal's events to webhooks, files, stdout and Kafka, for a server of your own; `hitmark
 * serve` does it by itself. At most once a journal. Close it before the journal.
 *
 * @throws ConfigurationError listing every problem
 */
export async function createForwarders(options: ForwardersOptions): Promise<Forwarders> {
  const { journal, log, ...file } = options;
  const settings = resolveOptions({ file });
  return startForwarders(journal.path, settings, log ?? createLog(settings.logLevel));
}
