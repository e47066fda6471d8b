import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { request } from '../../support/request.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating } from './replicating-collector.ts';
import { createTopic, readTopic } from './topic.ts';

// A broker that wants TLS and a login; the collector has its secrets in files.

const folder = mkdtempSync(join(tmpdir(), 'hitmark-secure-'));
const inFolder = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const ca = join(folder, 'ca.pem');
const password = 'a-password-of-kafka';
let cluster: Cluster;
let secureAddress: string;

beforeAll(async () => {
  const keystore = join(folder, 'keystore.p12');
  const store = ['-keystore', keystore, '-storepass', 'changeit', '-alias', 'broker'];
  keytool('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=localhost', '-validity', '2', ...store, [
    '-ext',
    'SAN=dns:localhost',
  ]);
  keytool('-exportcert', '-rfc', '-file', ca, ...store);
  const port = await freePort();
  secureAddress = `localhost:${port}`;
  cluster = await startCluster(1, {
    secure: {
      host: 'localhost',
      port,
      keystore,
      keystorePassword: 'changeit',
      username: 'hitmark',
      password,
    },
  });
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

function keytool(...args: readonly (string | readonly string[])[]): void {
  const { status, stdout, stderr } = spawnSync('keytool', args.flat(), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`keytool failed:\n${stdout}${stderr}`);
}

async function start(topic: string, environment: Readonly<Record<string, string>>) {
  await createTopic(cluster.addresses, topic, { replicas: 1 });
  const collector = await startReplicating({
    addresses: [secureAddress],
    topic,
    environment: {
      HITMARK_ACKNOWLEDGE: 'disk',
      HITMARK_KAFKA__TLS__ENABLED: 'true',
      HITMARK_KAFKA__TLS__CA_FILE: ca,
      HITMARK_KAFKA__SASL__USERNAME: 'hitmark',
      HITMARK_KAFKA__SASL__PASSWORD_FILE: inFolder(`${topic}-password`, `${password}\n`),
      ...environment,
    },
  });
  onTestFinished(() => collector.close());
  const url = `http://127.0.0.1:${collector.port()}/pixel.gif?r=${topic}&t=1763802600123&e=check&d.check=${topic}`;
  expect((await request(url)).status).toBe(200);
  return collector;
}

it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'])(
  'hands on over TLS to a broker that wants a login by %s',
  async (mechanism) => {
    const topic = mechanism.toLowerCase();
    const collector = await start(topic, { HITMARK_KAFKA__SASL__MECHANISM: mechanism });
    await expect.poll(() => collector.lag(), { timeout: 120_000 }).toBe(0);
    expect(compareKept(await readTopic(cluster.addresses, topic), [topic]).lost).toEqual([]);
  },
);

it.each([
  ['a wrong password', { HITMARK_KAFKA__SASL__PASSWORD_FILE: inFolder('wrong', 'wrong\n') }],
  ['an authority that is not the broker’s', { HITMARK_KAFKA__TLS__CA_FILE: '' }],
])('hands on nothing with %s, and tells no secret', async (what, wrong) => {
  const topic = what.replaceAll(/\W+/g, '-');
  const other = join(folder, 'other.pem');
  const store = ['-keystore', join(folder, `${topic}.p12`), '-storepass', 'changeit'];
  keytool('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=other', ...store);
  keytool('-exportcert', '-rfc', '-file', other, ...store);
  const environment =
    'HITMARK_KAFKA__TLS__CA_FILE' in wrong ? { HITMARK_KAFKA__TLS__CA_FILE: other } : wrong;
  const collector = await start(topic, {
    HITMARK_KAFKA__SASL__MECHANISM: 'SCRAM-SHA-512',
    ...environment,
  });
  await collector.output(/"event":"forwarder-stalled".*\n/);
  expect(await collector.lag()).toBe(1);
  expect(await readTopic(cluster.addresses, topic)).toEqual([]);
  const log = await collector.kill('SIGTERM');
  expect(log).toContain('forwarder-stalled');
  expect(log).not.toContain(password);
});
