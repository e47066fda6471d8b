import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { request as openPlain } from 'node:http';
import { request as openSecure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinks, generateKey } from '@hitmark/codec';
import { createCollector, createJournal, openJournalReader } from '@hitmark/collector';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { resolveOptions } from '../packages/collector/src/configuration/index.ts';
import { topicProblems } from '../packages/collector/src/forwarders/kafka/check-topic.ts';
import { cleanEnvironment, watch } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { isPresent } from './support/present.ts';
import { makeCertificate, startServer } from './support/server.ts';

// What examples/several-machines holds: its settings are held against what the collector takes, and nginx is run. What
// needs a program that is not here says so in its title.

const example = fileURLToPath(new URL('../examples/several-machines/', import.meta.url));
const deploy = fileURLToPath(new URL('../examples/deploy/', import.meta.url));
const page = readFileSync(new URL('../docs/several-machines.md', import.meta.url), 'utf8');
const file = (name: string): string => readFileSync(join(example, name), 'utf8');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-several-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Replaces what must be there. */
function replaced(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((result, [from, to]) => {
    expect(result).toContain(from);
    return result.replaceAll(from, to);
  }, text);
}

/** Path of a new file of link keys. */
function keysFile(): string {
  const path = join(folder, 'link-keys');
  writeFileSync(path, `${generateKey()}\n`);
  return path;
}

/** Expects what an operator relies on: answers wait for the three brokers of the example. */
function expectReplicating(environment: Readonly<Record<string, string>>): void {
  const options = resolveOptions({ environment });
  expect(options).toMatchObject({
    acknowledge: 'replicas',
    trustedProxyHops: 1,
    host: '0.0.0.0',
    kafka: { topic: 'events', brokers: ['kafka-1:9092', 'kafka-2:9092', 'kafka-3:9092'] },
  });
  expect(options.links.keys).toHaveLength(1);
}

/** Settings of a topic, as `kafka-topics.sh --create` is told them. */
function topicOf(args: readonly string[]) {
  const valuesOf = (name: string): readonly string[] =>
    args.flatMap((arg, index) => {
      const [own, value] = arg.split(/=(.*)/s);
      return own === name ? [value ?? args[index + 1] ?? ''] : [];
    });
  const configs = new Map(
    valuesOf('--config').map((config) => config.split('=') as [string, string]),
  );
  return {
    topic: valuesOf('--topic')[0],
    partitions: Number(valuesOf('--partitions')[0]),
    replication: Number(valuesOf('--replication-factor')[0]),
    minInSync: Number(configs.get('min.insync.replicas')),
    unclean: configs.get('unclean.leader.election.enable') !== 'false',
  };
}

const promised = { topic: 'events', partitions: 12, replication: 3, minInSync: 2, unclean: false };

it('the page creates a topic that keeps the promise', () => {
  const [, command = ''] = /(kafka-topics\.sh [^`]*?)\n```/.exec(page) ?? [];
  const topic = topicOf(command.replaceAll('\\\n', ' ').split(/\s+/));
  expect(topic).toEqual(promised);
  expect(topicProblems('events', topic)).toEqual([]);
});

describe('compose.yaml', () => {
  interface Service {
    readonly image: string;
    readonly environment?: Readonly<Record<string, string | number>>;
    readonly volumes?: readonly string[];
    readonly command?: readonly string[];
    readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
    readonly secrets?: readonly string[];
  }
  const compose = parse(file('compose.yaml'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: Readonly<Record<string, unknown>>;
    readonly secrets: Readonly<Record<string, unknown>>;
  };
  const named = (start: string): readonly Service[] =>
    Object.entries(compose.services)
      .filter(([name]) => name.startsWith(start))
      .map(([, service]) => service);
  const brokers = named('kafka-');
  const collectors = named('collector-');

  it('starts collectors that the configuration takes, each with a journal of its own', () => {
    expect(collectors).toHaveLength(3);
    for (const { environment = {} } of collectors) {
      const texts = Object.entries(environment).map(([name, value]) => [name, String(value)]);
      expect(environment['HITMARK_LINKS__KEYS_FILE']).toBe('/run/secrets/link-keys');
      // As the image has it.
      const image = { HITMARK_HOST: '0.0.0.0', HITMARK_DATA: '/data' };
      expect(readFileSync(join(deploy, 'Dockerfile'), 'utf8')).toContain('HITMARK_HOST=0.0.0.0');
      expectReplicating({
        ...image,
        ...(Object.fromEntries(texts) as Record<string, string>),
        HITMARK_LINKS__KEYS_FILE: keysFile(),
      });
    }
    expect(new Set(collectors.map(({ volumes }) => String(volumes))).size).toBe(3);
  });

  it('starts brokers that keep their data on volumes of their own, and replicate all of it', () => {
    expect(brokers).toHaveLength(3);
    const settings = brokers.map(({ environment = {} }) => environment);
    expect(settings.map(({ KAFKA_NODE_ID: id }) => id)).toEqual([1, 2, 3]);
    for (const [index, { volumes = [] }] of brokers.entries()) {
      const [name, path] = volumes[0]?.split(':') ?? [];
      expect([name, path]).toEqual([`kafka-${index + 1}`, settings[index]?.['KAFKA_LOG_DIRS']]);
      expect(Object.keys(compose.volumes)).toContain(name);
      expect(settings[index]).toMatchObject({
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
        KAFKA_DEFAULT_REPLICATION_FACTOR: 3,
        KAFKA_MIN_INSYNC_REPLICAS: 2,
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 3,
        KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: 3,
        KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 2,
      });
    }
  });

  it('creates a topic that keeps the promise, before a collector starts', () => {
    const topic = topicOf(compose.services['topic']?.command ?? []);
    expect(topic).toEqual(promised);
    for (const { depends_on } of collectors) {
      expect(depends_on).toEqual({ topic: { condition: 'service_completed_successfully' } });
    }
  });

  it('names no volume, secret, service or file that is not there', () => {
    const services = Object.values(compose.services);
    const sources = services.flatMap(({ volumes = [] }) =>
      volumes.map((each) => each.split(':')[0]),
    );
    const files = sources.filter((source = '') => source.startsWith('./'));
    expect(files.map((name = '') => file(name))).not.toContain('');
    const volumes = sources.filter((source) => !files.includes(source));
    expect(new Set(volumes)).toEqual(new Set(Object.keys(compose.volumes)));
    const needed = services.flatMap(({ depends_on = [] }) =>
      Array.isArray(depends_on) ? (depends_on as readonly string[]) : Object.keys(depends_on),
    );
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(needed));
    const secrets = services.flatMap((service) => service.secrets ?? []);
    expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining(secrets));
    expect(Object.keys(compose.volumes)).toHaveLength(brokers.length + collectors.length);
  });
});

describe('kafka.conf', () => {
  const settings = (text: string): Record<string, string> => {
    const lines = text.matchAll(/^Environment=(?:'([^']*)'|(.*))$/gm);
    const texts = [...lines].map(([, quoted, plain]) => quoted ?? plain ?? '');
    return Object.fromEntries(texts.map((each) => each.split(/=(.*)/s).slice(0, 2))) as Record<
      string,
      string
    >;
  };
  const unit = readFileSync(join(deploy, 'hitmark.service'), 'utf8');
  const withLogin = file('kafka.conf').replaceAll(/^# (LoadCredential|Environment)=/gm, '$1=');
  const environment = (dropIn: string): Record<string, string> => {
    const secrets = join(folder, 'kafka-password');
    writeFileSync(secrets, 'a-password-of-kafka\n');
    return {
      ...settings(unit),
      ...settings(dropIn),
      HITMARK_LINKS__KEYS_FILE: keysFile(),
      HITMARK_METRICS__TOKEN_FILE: secrets,
      HITMARK_KAFKA__SASL__PASSWORD_FILE: secrets,
    };
  };

  it('is taken by the configuration, beside the unit that it belongs to', () => {
    const { HITMARK_KAFKA__SASL__PASSWORD_FILE, ...plain } = environment(file('kafka.conf'));
    expectReplicating(plain);
    expect(resolveOptions({ environment: plain }).kafka.tls.enabled).toBe(false);
  });

  it('is taken with the lines of a login as well', () => {
    const own = environment(withLogin);
    expectReplicating(own);
    expect(resolveOptions({ environment: own }).kafka).toMatchObject({
      tls: { enabled: true },
      sasl: { mechanism: 'SCRAM-SHA-512', username: 'hitmark', password: 'a-password-of-kafka' },
    });
  });

  const program = 'systemd-analyze';
  const here = isPresent(program, '--version');
  const unless = here ? '' : ` (did not run: no ${program})`;
  it.skipIf(!here)(`is a drop-in that systemd understands${unless}`, () => {
    const units = join(folder, 'units');
    mkdirSync(join(units, 'hitmark.service.d'), { recursive: true });
    const command = [['/opt/hitmark/bin/node', process.execPath]] as const;
    writeFileSync(join(units, 'hitmark.service'), replaced(unit, command));
    writeFileSync(join(units, 'hitmark.service.d/kafka.conf'), withLogin);
    const { stdout, stderr, status } = spawnSync(program, ['verify', './hitmark.service'], {
      cwd: units,
      env: { ...process.env, SYSTEMD_UNIT_PATH: `${units}:` },
      encoding: 'utf8',
    });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });
});

const linkKey = generateKey();

/** A collector whose disk has room, or has none, so that it promises no hit and follows links all the same. */
async function startMachine(hasRoom: boolean) {
  const data = mkdtempSync(join(folder, 'data-'));
  const journal = await createJournal({
    data,
    minFreeBytes: hasRoom ? 0 : Number.MAX_SAFE_INTEGER,
  });
  const handle = createCollector({
    journal,
    links: { keys: [linkKey] },
    trustedProxyHops: 1,
    log: pino({ level: 'silent' }),
  }).callback();
  const server = await startServer((request, response) => void handle(request, response));
  onTestFinished(async () => {
    await server.close();
    await journal.close();
  });
  return {
    port: server.port,
    stored(): number {
      const reader = openJournalReader(data);
      const { length } = reader.page(0, 1_000);
      reader.close();
      return length;
    },
  };
}

/** A balancer under test: what it answers. */
interface Balancer {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<number>;
  post(body: string): Promise<number>;
}

/** Runs nginx with one of the example's configurations, in front of three ports. */
async function startNginx(
  name: string,
  ports: readonly number[],
  change: (site: string) => string = (site) => site,
): Promise<Balancer> {
  const own = mkdtempSync(join(folder, 'nginx-'));
  const port = await freePort();
  const secure = name === 'balancer.conf';
  const site = secure
    ? await secureSite(own, port, ports)
    : replaced(file(name), [
        ['listen 80;', `listen 127.0.0.1:${port};`],
        ...ports.map(
          (each, index) => [`collector-${index + 1}:8700`, `127.0.0.1:${each}`] as const,
        ),
      ]);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (each) => `${each}_temp_path ${join(own, each)};`,
  );
  const configuration = join(own, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off; master_process off; pid ${join(own, 'pid')}; events {} http { access_log off; ${paths.join(' ')} ${change(site)} }`,
  );
  const args = ['-p', own, '-e', join(own, 'start.log'), '-c', configuration];
  const running = watch(
    spawn('nginx', args, { env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  onTestFinished(async () => {
    running.process.kill();
    await running.end();
  });

  async function send(method: string, path: string, headers: object, body = ''): Promise<number> {
    const options = {
      method,
      path,
      port,
      host: '127.0.0.1',
      headers: { host: 'track.test', ...headers },
    };
    const sent = secure
      ? openSecure({
          ...options,
          servername: 'track.test',
          agent: false,
          rejectUnauthorized: false,
        })
      : openPlain({ ...options, agent: false });
    const [response] = await once(sent.end(body), 'response');
    response.resume();
    return response.statusCode;
  }
  const balancer: Balancer = {
    get: (path, headers = {}) => send('GET', path, headers),
    post: (body) => send('POST', '/hits', { 'content-type': 'text/plain' }, body),
  };
  const isUp = (): Promise<boolean> =>
    balancer.get('/robots.txt').then(
      () => true,
      () => false,
    );
  let output = '';
  void running.end().then(({ stdout, stderr }) => (output = stdout + stderr));
  await expect.poll(async () => (await isUp()) || output).toBe(true);
  return balancer;
}

/** The balancer's upstream in the place of that of examples/deploy. */
async function secureSite(own: string, port: number, ports: readonly number[]): Promise<string> {
  const certificate = await makeCertificate();
  writeFileSync(join(own, 'cert.pem'), certificate.cert);
  writeFileSync(join(own, 'key.pem'), certificate.key);
  const nginx = readFileSync(join(deploy, 'nginx.conf'), 'utf8');
  const [upstream = ''] = /^upstream hitmark \{[^}]*\}$/m.exec(nginx) ?? [];
  const plain = await freePort();
  return replaced(nginx, [
    [
      upstream,
      replaced(
        file('balancer.conf'),
        ports.map((each, index) => [`10.0.0.1${index + 1}:8700`, `127.0.0.1:${each}`] as const),
      ),
    ],
    ['listen 80;', `listen 127.0.0.1:${plain};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${port} ssl;`],
    ['t.example.com;', 'track.test;'],
    ['/etc/letsencrypt/live/t.example.com/fullchain.pem', join(own, 'cert.pem')],
    ['/etc/letsencrypt/live/t.example.com/privkey.pem', join(own, 'key.pem')],
    ['/var/log/nginx/hitmark.log', join(own, 'error.log')],
  ]);
}

const hasNginx = isPresent('nginx', '-v');
const unless = hasNginx ? '' : ' (did not run: no nginx)';

describe.skipIf(!hasNginx).each(['nginx.conf', 'balancer.conf'])(`%s${unless}`, (name) => {
  const hitOf = (index: number): string => `r=${index}&t=${Date.now()}&e=check`;
  const links = createLinks({ clickUrl: 'https://track.test/c/', keys: linkKey });
  const click = new URL(links.click('https://shop.example.com/', {})).pathname;

  it.each([0, 1, 2])('asks another machine for what machine %i does not promise', async (full) => {
    const machines = await Promise.all([0, 1, 2].map((index) => startMachine(index !== full)));
    const balancer = await startNginx(
      name,
      machines.map(({ port }) => port),
    );
    for (let index = 0; index < 10; index += 1) {
      expect(await balancer.post(hitOf(index))).toBe(204);
      expect(await balancer.get(`/pixel.gif?${hitOf(100 + index)}`)).toBe(200);
    }
    const stored = machines.map((machine) => machine.stored());
    expect([stored[full], stored.reduce((sum, each) => sum + each)]).toEqual([0, 20]);
    expect(await balancer.get('/metrics')).toBe(404);
  });

  it('follows links where no machine promises a hit, and answers hits honestly', async () => {
    const machines = await Promise.all([0, 1, 2].map(() => startMachine(false)));
    const balancer = await startNginx(
      name,
      machines.map(({ port }) => port),
    );
    for (let index = 0; index < 20; index += 1) {
      expect(await balancer.post(hitOf(index))).toBe(503);
      expect(await balancer.get(click)).toBe(302);
    }
  });

  it('would not follow them if machines that answer 503 were counted out', async () => {
    const machines = await Promise.all([0, 1, 2].map(() => startMachine(false)));
    const balancer = await startNginx(
      name,
      machines.map(({ port }) => port),
      (site) => replaced(site, [['max_fails=0', 'max_fails=3']]),
    );
    await expect
      .poll(async () => {
        await balancer.post(hitOf(0));
        return balancer.get(click);
      })
      .toBe(502);
  });

  it('goes on with two machines of three', async () => {
    const [one, other] = await Promise.all([0, 1].map(() => startMachine(true)));
    const ports = [one?.port ?? 0, await freePort(), other?.port ?? 0];
    const balancer = await startNginx(name, ports);
    for (let index = 0; index < 10; index += 1) {
      expect(await balancer.post(hitOf(index))).toBe(204);
      expect(await balancer.get(click)).toBe(302);
    }
  });
});
