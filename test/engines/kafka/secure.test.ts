import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { request } from '../../support/request.ts';
import { compareKept } from './expect-kept.ts';
import { startReplicating } from './replicating-collector.ts';
import { makeCertificate, startSecureCluster, type SecureCluster } from './secure-cluster.ts';
import { createTopic, readTopic } from './topic.ts';

// A broker that wants TLS and a login; the collector has its secrets in files.

const folder = mkdtempSync(join(tmpdir(), 'hitmark-secrets-'));
let cluster: SecureCluster;

beforeAll(async () => {
  cluster = await startSecureCluster(1);
});
afterAll(async () => {
  await cluster.close();
  rmSync(folder, { recursive: true });
});

async function start(topic: string, environment: Readonly<Record<string, string>>) {
  await createTopic(cluster.addresses, topic, { replicas: 1 });
  const passwordFile = join(folder, `${topic}-password`);
  writeFileSync(passwordFile, `${cluster.password}\n`);
  const { HITMARK_KAFKA__SASL__PASSWORD, ...login } = cluster.environment;
  const collector = await startReplicating({
    addresses: cluster.secureAddresses,
    topic,
    environment: {
      ...login,
      HITMARK_ACKNOWLEDGE: 'disk',
      HITMARK_KAFKA__SASL__PASSWORD_FILE: passwordFile,
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
  ['a wrong password', 'HITMARK_KAFKA__SASL__PASSWORD_FILE'],
  ['an authority that is not the broker’s', 'HITMARK_KAFKA__TLS__CA_FILE'],
])('hands on nothing with %s, and tells no secret', async (what, name) => {
  const topic = what.replaceAll(/\W+/g, '-');
  const wrong = join(folder, topic);
  writeFileSync(wrong, 'wrong\n');
  if (name.endsWith('CA_FILE')) makeCertificate(join(folder, 'other.p12'), wrong, 'other');
  const collector = await start(topic, { [name]: wrong });
  await collector.output(/"event":"forwarder-stalled".*\n/);
  expect(await collector.lag()).toBe(1);
  expect(await readTopic(cluster.addresses, topic)).toEqual([]);
  const log = await collector.kill('SIGTERM');
  expect(log).toContain('forwarder-stalled');
  expect(log).not.toContain(cluster.password);
});
