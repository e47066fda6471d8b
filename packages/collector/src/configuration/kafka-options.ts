import type { Event } from '@hitmark/codec/event';

/** Options about Kafka, and about answers that wait for it. */
export interface KafkaOptions {
  readonly kafka: {
    /**
     * Brokers to begin with, each `host:port`; they name the others.
     * @defaultValue []: events are not handed on to Kafka
     */
    readonly brokers: readonly string[];
    /**
     * Topic that events are handed on to. The collector does not make it.
     * @defaultValue 'events'
     */
    readonly topic: string;
    /**
     * Member of an event that is its message's key, and so decides its partition: events of the same key
     * keep their order. The event's id is the key where the member is null.
     * @defaultValue 'visitor'
     */
    readonly key: 'visitor' | 'user' | 'site';
    /**
     * Compression of batches.
     * @defaultValue 'lz4': a fifth of the bytes, for little time
     */
    readonly compression: KafkaCompression;
    /**
     * Types of the events. With `acknowledge: 'replicas'` all of them.
     * @defaultValue all types
     */
    readonly types: readonly Event['type'][];
    readonly tls: {
      /**
       * Connects with TLS.
       * @defaultValue false
       */
      readonly enabled: boolean;
      /**
       * Certificates of the authorities that sign the brokers' certificates, in PEM. As an environment
       * variable: `HITMARK_KAFKA__TLS__CA_FILE` names the file.
       * @defaultValue null: those that Node knows
       */
      readonly ca: string | null;
      /**
       * The collector's own certificate, in PEM.
       * @defaultValue null: none
       */
      readonly cert: string | null;
      /**
       * Private key of `cert`, in PEM. A secret: never a flag.
       * @defaultValue null: none
       */
      readonly key: string | null;
    };
    readonly sasl: {
      /**
       * Way to log in: PLAIN (with TLS only: it sends the password as it is), SCRAM-SHA-256 or SCRAM-SHA-512.
       * @defaultValue null: no login
       */
      readonly mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512' | null;
      /** @defaultValue null */
      readonly username: string | null;
      /**
       * A secret: never a flag. `HITMARK_KAFKA__SASL__PASSWORD_FILE` names a file that holds it.
       * @defaultValue null
       */
      readonly password: string | null;
    };
  };
  /**
   * Moment at which a hit is acknowledged: when it is on this machine's disk, or when Kafka has it on
   * `min.insync.replicas` brokers as well. Topics that can't keep this promise (replication under 3,
   * `min.insync.replicas` under 2, unclean leader election) are refused.
   * @defaultValue 'disk'
   */
  readonly acknowledge: 'disk' | 'replicas';
  readonly replicas: {
    /**
     * Time that an answer waits for the replicas once its event is on disk, in ms.
     * @defaultValue 2000
     */
    readonly waitMs: number;
    /**
     * Answer once that time is over: `refuse` is 503, and the sender tries again; `disk` is success with the
     * header `Hitmark-Stored: disk`. The event is on disk either way, and is handed on.
     * @defaultValue 'refuse'
     */
    readonly whenLate: 'refuse' | 'disk';
  };
}

type KafkaCompression = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';

type Kafka = KafkaOptions['kafka'];

/** Options about Kafka as they are given: what is left out has its default. */
export type GivenKafkaOptions = Partial<Omit<Kafka, 'tls' | 'sasl'>> & {
  readonly tls?: Partial<Kafka['tls']>;
  readonly sasl?: Partial<Kafka['sasl']>;
};
