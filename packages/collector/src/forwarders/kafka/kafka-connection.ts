import {
  ProduceAcks,
  stringSerializers,
  type BaseOptions,
  type ProducerOptions,
} from '@platformatic/kafka';
import type { Options } from '../../configuration/index.ts';

/** Options of every connection to Kafka. */
export function connectionOptions({ brokers, tls, sasl }: Options['kafka']): BaseOptions {
  const { mechanism, username, password } = sasl;
  return {
    clientId: 'hitmark',
    bootstrapBrokers: [...brokers],
    // A broker that hangs is noticed, and another is asked.
    connectTimeout: 3_000,
    requestTimeout: 10_000,
    timeout: 5_000,
    ...(tls.enabled ? { tls: tlsOptions(tls), tlsServerName: true } : {}),
    ...(mechanism === null || username === null || password === null
      ? {}
      : { sasl: { mechanism, username, password } }),
  };
}

function tlsOptions({ ca, cert, key }: Options['kafka']['tls']): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ca, cert, key }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );
}

/** Options of a producer whose messages are on every replica that is in sync when they are acknowledged. */
export function producerOptions(
  kafka: Options['kafka'],
): ProducerOptions<string, string, string, string> {
  return {
    ...connectionOptions(kafka),
    acks: ProduceAcks.ALL,
    // Its own retries make no duplicates. Those of the forwarder may.
    idempotent: true,
    retries: 5,
    retryDelay: 200,
    compression: kafka.compression,
    serializers: stringSerializers,
  };
}
