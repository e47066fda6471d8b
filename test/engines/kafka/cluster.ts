import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { createBroker, type Broker, type BrokerPlace, type SecureListener } from './broker.ts';

/** Brokers that run. */
export interface Cluster {
  readonly brokers: readonly Broker[];
  /** Folder of what they keep. */
  readonly folder: string;
  /** `host:port` of each broker. */
  readonly addresses: readonly string[];
  /** `host:port` of each broker's listener with TLS and a login; none where it has no such listener. */
  readonly secureAddresses: readonly string[];
  /** Ends all brokers and deletes their folders. */
  close(): Promise<void>;
}

/** Options of a cluster. */
export interface ClusterOptions {
  /** @defaultValue 127.0.0.1 */
  readonly host?: string;
  /** Lines of `server.properties` beside those that every broker has. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A further listener of each broker. @defaultValue none */
  readonly secure?: SecureListener;
}

/**
 * Starts one broker, or three that hold each other's events (replication 3, `min.insync.replicas` 2), on
 * free ports, with 160 MB of heap each.
 */
export async function startCluster(
  count: 1 | 3,
  { host = '127.0.0.1', settings = {}, secure }: ClusterOptions = {},
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-kafka-'));
  const places: BrokerPlace[] = [];
  for (let id = 1; id <= count; id += 1) {
    const [port, controllerPort, securePort] = [
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    places.push({ id, host, port, controllerPort, securePort });
  }
  const directories = new Map(places.map(({ id }) => [id, uuid()]));
  const ids = { cluster: uuid(), directories };
  const brokers = places.map((place) =>
    createBroker(place, { folder, places, ids, settings, secure: secure ?? null }),
  );

  async function close(): Promise<void> {
    await Promise.all(brokers.map((broker) => broker.kill('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await Promise.all(brokers.map((broker) => broker.start()));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    brokers,
    folder,
    addresses: places.map((place) => `${place.host}:${place.port}`),
    secureAddresses:
      secure === undefined ? [] : places.map(({ securePort }) => `${secure.host}:${securePort}`),
    close,
  };
}

/** Kafka takes no id that begins with a dash. */
function uuid(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? uuid() : id;
}
