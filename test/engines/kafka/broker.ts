import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'node:net';
import { classPath } from './jars.ts';

const here = new URL('.', import.meta.url).pathname;

/** Place of one broker in its cluster. */
export interface BrokerPlace {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly controllerPort: number;
  /** Port of its listener with TLS and a login, if it has one. */
  readonly securePort: number;
}

/** One broker, which is a controller of the cluster too (KRaft), as a process of its own. */
export interface Broker extends BrokerPlace {
  /** Null while it does not run. */
  pid(): number | null;
  /** Starts the process; it is ready when its port answers. */
  start(): Promise<void>;
  /** Resolves when the process has ended. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Stops the process where it is, as a machine that hangs. */
  pause(): void;
  resume(): void;
  /** Everything that it has written to stderr. */
  log(): string;
}

/** A further listener of each broker, with TLS and a login. */
export interface SecureListener {
  readonly host: string;
  /** Path of a keystore (PKCS12) with the broker's certificate, and its password. */
  readonly keystore: string;
  readonly keystorePassword: string;
  readonly username: string;
  readonly password: string;
}

/** Identity of a cluster: 16 bytes as base64url. */
interface ClusterIds {
  readonly cluster: string;
  /** Id of each broker's folder of metadata, by broker. */
  readonly directories: ReadonlyMap<number, string>;
}

/** A cluster that a broker is part of. */
interface BrokerCluster {
  readonly folder: string;
  /** Places of all brokers, this one too. */
  readonly places: readonly BrokerPlace[];
  readonly ids: ClusterIds;
  /** Further lines of `server.properties`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secure: SecureListener | null;
}

/**
 * Makes a broker's folder and formats it.
 *
 * @throws Error where Kafka refuses the settings
 */
export function createBroker(place: BrokerPlace, cluster: BrokerCluster): Broker {
  const { folder, places, ids, secure } = cluster;
  const own = join(folder, `broker-${place.id}`);
  const properties = join(own, 'server.properties');
  const logFile = join(own, 'log.txt');
  mkdirSync(own, { recursive: true });
  writeFileSync(properties, propertiesOf(own, place, cluster));
  const controllers = places.map(
    ({ id, host, controllerPort }) => `${id}@${host}:${controllerPort}:${ids.directories.get(id)}`,
  );
  const format = ['kafka.tools.StorageTool', 'format', '-t', ids.cluster, '-c', properties];
  const formatting = ['-Xmx64m', '-cp', classPath, ...format, '--initial-controllers'];
  formatting.push(controllers.join(','));
  if (secure !== null) formatting.push(...usersOf(secure));
  const { status, stdout, stderr } = spawnSync('java', formatting, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Kafka's folder could not be formatted:\n${stdout}${stderr}`);

  let running: ChildProcess | null = null;

  return {
    ...place,
    pid: () => running?.pid ?? null,
    async start() {
      const log = openSync(logFile, 'a');
      const args = ['-Xms160m', '-Xmx160m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
      const logging = `-Dlog4j2.configurationFile=${here}log4j2.yaml`;
      const child = spawn('java', [...args, logging, '-cp', classPath, 'kafka.Kafka', properties], {
        stdio: ['ignore', log, log],
      });
      running = child;
      child.once('exit', () => {
        if (running === child) running = null;
      });
      await untilItAnswers(place, () => running === child, logFile);
    },
    async kill(signal) {
      if (running === null) return;
      const exit = once(running, 'exit');
      running.kill(signal);
      await exit;
    },
    pause: () => void running?.kill('SIGSTOP'),
    resume: () => void running?.kill('SIGCONT'),
    log: () => readFileSync(logFile, 'utf8'),
  };
}

function propertiesOf(
  folder: string,
  { id, host, port, controllerPort, securePort }: BrokerPlace,
  { places, settings, secure }: BrokerCluster,
): string {
  const replication = String(Math.min(3, places.length));
  const controllers = places.map((place) => `${place.host}:${place.controllerPort}`).join(',');
  const listeners = [
    `PLAINTEXT://${host}:${port}`,
    `CONTROLLER://${host}:${controllerPort}`,
    ...(secure === null ? [] : [`SASL_SSL://${secure.host}:${securePort}`]),
  ].join(',');
  const all: Record<string, string> = {
    'node.id': String(id),
    'process.roles': 'broker,controller',
    listeners,
    'advertised.listeners': listeners,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.bootstrap.servers': controllers,
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': 'false',
    'num.partitions': '6',
    'default.replication.factor': replication,
    'min.insync.replicas': places.length < 3 ? '1' : '2',
    'offsets.topic.num.partitions': '4',
    'offsets.topic.replication.factor': replication,
    'transaction.state.log.num.partitions': '4',
    'transaction.state.log.replication.factor': replication,
    'group.initial.rebalance.delay.ms': '0',
    'broker.session.timeout.ms': '6000',
    'log.segment.bytes': '67108864',
    // Its default of 128 MB kills a small heap.
    'log.cleaner.dedupe.buffer.size': '4194304',
    ...(secure === null ? {} : securitySettings(secure)),
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  return `${lines.join('\n')}\n`;
}

function securitySettings({
  keystore,
  keystorePassword,
  username,
  password,
}: SecureListener): Readonly<Record<string, string>> {
  const modules = 'org.apache.kafka.common.security';
  const own = (mechanism: string): string => `listener.name.sasl_ssl.${mechanism}.sasl.jaas.config`;
  return {
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL',
    'ssl.keystore.location': keystore,
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.password': keystorePassword,
    'ssl.key.password': keystorePassword,
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    [own('plain')]: `${modules}.plain.PlainLoginModule required user_${username}="${password}";`,
    [own('scram-sha-256')]: `${modules}.scram.ScramLoginModule required;`,
    [own('scram-sha-512')]: `${modules}.scram.ScramLoginModule required;`,
  };
}

/** Arguments of formatting that make a user of SCRAM. */
function usersOf({ username, password }: SecureListener): string[] {
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${username},password=${password}]`,
  ]);
}

/** Waits for a port to accept connections: a controller listens before its broker does. */
async function untilItAnswers(
  { host, port }: BrokerPlace,
  isRunning: () => boolean,
  logFile: string,
): Promise<void> {
  while (!(await accepts(host, port))) {
    if (!isRunning()) throw new Error(`a broker has ended:\n${readFileSync(logFile, 'utf8')}`);
    await wait(100);
  }
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = createConnection({ host, port });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
