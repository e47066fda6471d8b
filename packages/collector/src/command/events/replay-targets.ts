import { resolve } from 'node:path';
import type { Options } from '../../configuration/index.ts';
import { openEventFiles, openFileLock } from '../../forwarders/file/index.ts';
import { linesOf } from '../../forwarders/index.ts';
import { openReplayedDeliveries } from '../../forwarders/webhook/index.ts';
import { openClickhouseReplay } from '../../forwarders/clickhouse/index.ts';
import { openKafkaReplay } from '../../forwarders/kafka/open-kafka-replay.ts';
import type { StoredEvent } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { print } from './print-events.ts';

/** Destination to which `hitmark replay` hands events on. */
export interface ReplayTarget {
  readonly printsEvents: boolean;
  /** Hands on a page of events. */
  send(events: readonly StoredEvent[]): Promise<void> | void;
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
    send: (events) => deliveries.add(events, Date.now()),
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
  return {
    printsEvents: false,
    send: (events) => lock.hold(() => files.append(linesOf(events, types), Date.now())),
    done: `written again, into ${resolve(folder)}`,
    close: () => lock.close(),
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
    send: (events) => messages.send(events),
    done: `sent again to the topic ${kafka.topic}`,
    close: () => messages.close(),
  };
}

function toClickhouse(path: string, options: Options): ReplayTarget {
  const { url, database, table } = options.clickhouse;
  if (url === null) {
    throw new CommandError(
      'failed',
      'no ClickHouse is configured: set what serve has (HITMARK_CLICKHOUSE__URL)',
    );
  }
  const { send } = openClickhouseReplay(path, options);
  return {
    printsEvents: false,
    send,
    done: `inserted again, into ${database}.${table}`,
    close() {},
  };
}

function toStdout({ types }: Options['stdout'], signal: AbortSignal): ReplayTarget {
  return {
    printsEvents: true,
    send: (events) => print(linesOf(events, types).join(''), signal),
    done: 'printed again',
    close() {},
  };
}
