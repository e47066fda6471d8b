import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type Cluster, type ClusterOptions } from './cluster.ts';

/** Brokers that want TLS and a login of whoever asks at `secureAddresses`. */
export interface SecureCluster extends Cluster {
  readonly username: string;
  readonly password: string;
  /** Path of the authority that has signed the brokers' certificate. */
  readonly ca: string;
  /** Environment of a collector that logs in. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts brokers with a further listener each, and one user. */
export async function startSecureCluster(
  count: 1 | 3,
  settings: ClusterOptions['settings'] = {},
): Promise<SecureCluster> {
  const keys = mkdtempSync(join(tmpdir(), 'hitmark-secure-'));
  const keystore = join(keys, 'keystore.p12');
  const ca = join(keys, 'ca.pem');
  makeCertificate(keystore, ca, 'localhost');
  const [username, password] = ['hitmark', 'a-password-of-kafka'];
  const secure = {
    host: 'localhost',
    keystore,
    keystorePassword: 'changeit',
    username,
    password,
  };
  const cluster = await startCluster(count, { settings, secure });
  return {
    ...cluster,
    username,
    password,
    ca,
    environment: {
      HITMARK_KAFKA__TLS__ENABLED: 'true',
      HITMARK_KAFKA__TLS__CA_FILE: ca,
      HITMARK_KAFKA__SASL__MECHANISM: 'SCRAM-SHA-512',
      HITMARK_KAFKA__SASL__USERNAME: username,
      HITMARK_KAFKA__SASL__PASSWORD: password,
    },
    async close() {
      await cluster.close();
      rmSync(keys, { recursive: true });
    },
  };
}

/** Makes a keystore (PKCS12) with a key for a host, and a file of its certificate. */
export function makeCertificate(keystore: string, certificate: string, host: string): void {
  const store = ['-keystore', keystore, '-storepass', 'changeit', '-alias', 'broker'];
  const names = ['-dname', `CN=${host}`, '-ext', `SAN=dns:${host}`];
  keytool('-genkeypair', '-keyalg', 'EC', '-validity', '2', ...names, ...store);
  keytool('-exportcert', '-rfc', '-file', certificate, ...store);
}

function keytool(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('keytool', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`keytool failed:\n${stdout}${stderr}`);
}
