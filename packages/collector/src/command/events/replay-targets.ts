import { dirname, resolve } from 'node:path';
import { ConfigurationError, type Options } from '../../configuration/index.ts';
import { openEventFiles, openFileLock } from '../../forwarders/file/index.ts';
import { linesOf } from '../../forwarders/index.ts';
import { openReplayedDeliveries } from '../../forwarders/webhook/index.ts';
import { openClickhouseReplay } from '../../forwarders/clickhouse/index.ts';
import { openKafkaReplay } from '../../forwarders/kafka/open-kafka-replay.ts';
import type { Refusal } from '../../forwarders/send-acceptable.ts';
import { openJournalReader, type StoredEvent } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { print } from './print-events.ts';
import { stillThere } from './still-there.ts';

/** Destination to which `hitmark replay` hands events on. */
export interface ReplayTarget {
  readonly printsEvents: boolean;
  /** Events that it takes at once at best; events of several pages wait for each other. */
  readonly batchEvents: number;
  /**
   * Hands on events.
   *
   * @returns those that the destination refuses for good
   * @throws CommandError where it takes none now
   */
  send(events: readonly StoredEvent[]): Promise<readonly Refusal[]>;
  /** Outcome of the events, to finish the sentence "12 events …". */
  readonly done: string;
  close(): Promise<void> | void;
}

/** Time to wait for a running collector's forwarder, in ms; it writes for some ms at a time. */
const lockTimeoutMs = 10_000;

/**
 * Opens what `--forwarder` names.
 *
 * @param path of the journal's file
 * @throws CommandError where there is no such forwarder, or the options lack it
 */
export function openReplayTarget(
  forwarder: string | undefined,
  path: string,
  options: Options,
  signal: AbortSignal,
): ReplayTarget {
  switch (forwarder) {
    case 'webhook':
      return toWebhooks(path, options);
    case 'file':
      return toFiles(path, options.files);
    case 'kafka':
      return toKafka(path, options.kafka);
    case 'clickhouse':
      return toClickhouse(path, options);
    case 'stdout':
      return toStdout(options.stdout, signal);
    default:
      throw new CommandError(
        'usage',
        `--forwarder: expected webhook, file, stdout, kafka or clickhouse, got ${JSON.stringify(forwarder ?? '')}`,
      );
  }
}

function toWebhooks(path: string, options: Options): ReplayTarget {
  if (options.webhooks.length === 0 && Object.keys(options.webhookKeys).length === 0) {
    throw new CommandError(
      'failed',
      'no webhooks are configured: set what serve has (HITMARK_WEBHOOKS)',
    );
  }
  const deliveries = openReplayedDeliveries(path, options);
  return {
    printsEvents: false,
    batchEvents: 1,
    async send(events) {
      deliveries.add(events, Date.now());
      return [];
    },
    done: 'due again: hitmark serve delivers, now or when it is started',
    close: () => deliveries.close(),
  };
}

function toFiles(path: string, { folder, maxBytes, types }: Options['files']): ReplayTarget {
  if (folder === null) {
    throw new CommandError('failed', 'no folder is configured: set --files.folder as serve has it');
  }
  const files = openEventFiles(resolve(folder), maxBytes);
  const lock = openFileLock(path, lockTimeoutMs);
  const reader = openJournalReader(dirname(path));
  return {
    printsEvents: false,
    batchEvents: 1,
    async send(events) {
      // Persons who were forgotten since the page was read must not come back into a file.
      lock.hold(() => files.append(linesOf(stillThere(reader, events), types), Date.now()));
      return [];
    },
    done: `written again, into ${resolve(folder)}`,
    close() {
      reader.close();
      lock.close();
    },
  };
}

function toKafka(path: string, kafka: Options['kafka']): ReplayTarget {
  if (kafka.brokers.length === 0) {
    throw new CommandError(
      'failed',
      'no brokers are configured: set what serve has (HITMARK_KAFKA__BROKERS)',
    );
  }
  const messages = openKafkaReplay(path, kafka);
  return {
    printsEvents: false,
    batchEvents: 1,
    send: (events) => orFail(messages.send(events)),
    done: `sent again to the topic ${kafka.topic}`,
    close: () => messages.close(),
  };
}

function toClickhouse(path: string, options: Options): ReplayTarget {
  const { url, database, table, batchEvents } = options.clickhouse;
  if (url === null) {
    throw new CommandError(
      'failed',
      'no ClickHouse is configured: set what serve has (HITMARK_CLICKHOUSE__URL)',
    );
  }
  const { send } = openClickhouseReplay(path, options);
  return {
    printsEvents: false,
    // As those of `serve`: each insert makes a part, and many small ones are a burden.
    batchEvents,
    send: (events) => orFail(send(events)),
    done: `inserted again, into ${database}.${table}`,
    close() {},
  };
}

function toStdout({ types }: Options['stdout'], signal: AbortSignal): ReplayTarget {
  return {
    printsEvents: true,
    batchEvents: 1,
    async send(events) {
      await print(linesOf(events, types).join(''), signal);
      return [];
    },
    done: 'printed again',
    close() {},
  };
}

/** Tells the user what a destination answers: that it is down is no fault of the command. */
async function orFail<Result>(sending: Promise<Result>): Promise<Result> {
  try {
    return await sending;
  } catch (cause) {
    if (cause instanceof ConfigurationError || !(cause instanceof Error)) throw cause;
    throw new CommandError('failed', cause.message, { cause });
  }
}
