import { eventTypes } from '@hitmark/codec/event';
import * as v from 'valibot';
import type { KafkaOptions } from './kafka-options.ts';
import type { Options } from './options.ts';
import { expected, flag, group, integer, isNotEmpty, list, picks, text } from './values.ts';

const word = <const Word extends string>(...words: readonly Word[]) =>
  v.picklist(words, expected(words.join(', ')));

const pem = (what: string) => v.nullish(text(`${what} in PEM (-----BEGIN …)`, isPem), null);

/** Accepted values and defaults of the options about Kafka, and about answers that wait for it. */
export const kafkaEntries = {
  kafka: group({
    brokers: v.optional(list('brokers such as kafka-1.example.com:9092', isBroker), []),
    topic: v.optional(text('a topic: letters, digits and . _ -, at most 249', isTopic), 'events'),
    key: v.optional(word('visitor', 'user', 'site'), 'visitor'),
    compression: v.optional(word('none', 'gzip', 'snappy', 'lz4', 'zstd'), 'lz4'),
    types: v.optional(picks(eventTypes), eventTypes),
    tls: group({
      enabled: v.optional(flag(), false),
      ca: pem('certificates'),
      cert: pem('a certificate'),
      key: pem('a private key'),
    }),
    sasl: group({
      mechanism: v.nullish(word('PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'), null),
      username: v.nullish(text('a user name', isNotEmpty), null),
      password: v.nullish(text('a password', isNotEmpty), null),
    }),
  }),
  acknowledge: v.optional(word('disk', 'replicas'), 'disk'),
  replicas: group({
    waitMs: v.optional(integer(1, 120_000), 2_000),
    whenLate: v.optional(word('refuse', 'disk'), 'refuse'),
  }),
} satisfies Record<keyof KafkaOptions, unknown>;

/** Finds options about Kafka that contradict each other. */
export function kafkaProblems({
  kafka,
  acknowledge,
  replicas,
  storeTimeoutMs,
}: Pick<Options, 'kafka' | 'acknowledge' | 'replicas' | 'storeTimeoutMs'>): string[] {
  const { brokers, types, tls, sasl } = kafka;
  const problems: string[] = [];
  if (acknowledge === 'replicas') {
    if (brokers.length === 0) {
      problems.push(`kafka.brokers: ${expected('brokers, since acknowledge is replicas')}`);
    }
    // Events of a type that is left out would never reach a replica.
    if (types.length < eventTypes.length) {
      problems.push(`kafka.types: ${expected('all types, since acknowledge is replicas')}`);
    }
    // The wait for the disk would end first, and answer in place of replicas.whenLate.
    if (replicas.waitMs >= storeTimeoutMs) {
      const less = expected(`less than storeTimeoutMs (${storeTimeoutMs})`);
      problems.push(
        `replicas.waitMs: ${less}, got ${replicas.waitMs}: lower it, or raise the other`,
      );
    }
  }
  if ((tls.cert === null) !== (tls.key === null)) {
    problems.push(`kafka.tls: ${expected('cert and key, or neither')}`);
  }
  const credentials = [sasl.mechanism, sasl.username, sasl.password].filter(
    (each) => each !== null,
  );
  if (credentials.length > 0 && credentials.length < 3) {
    problems.push(`kafka.sasl: ${expected('mechanism, username and password, or none of them')}`);
  }
  if (sasl.mechanism === 'PLAIN' && !tls.enabled) {
    // Anybody on the way could read the password.
    problems.push(`kafka.tls.enabled: ${expected('true, since kafka.sasl.mechanism is PLAIN')}`);
  }
  return problems;
}

function isBroker(value: string): boolean {
  const [, host = '', port = ''] = /^(\[[\da-fA-F:.]+\]|[\w.-]+):(\d{1,5})$/.exec(value) ?? [];
  return host !== '' && Number(port) > 0 && Number(port) < 65_536;
}

/** Kafka's own rule. */
function isTopic(value: string): boolean {
  return /^[\w.-]{1,249}$/.test(value) && value !== '.' && value !== '..';
}

function isPem(value: string): boolean {
  return value.includes('-----BEGIN ');
}
