import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  statSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:http2';
import { request as open } from 'node:https';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startCollector, type TestCollector } from './support/collector.ts';
import { cleanEnvironment, watch } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { isPresent } from './support/present.ts';
import { request } from './support/request.ts';
import { makeCertificate } from './support/server.ts';

// What examples/deploy holds, run as it stands but for addresses, certificates and folders. What needs
// a program that is not here says so in its title.

const deploy = fileURLToPath(new URL('../examples/deploy/', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const key = generateKey();

let folder: string;
let collector: TestCollector;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-deploy-'));
  collector = await startCollector({ trustedProxyHops: 1, links: { keys: [key] } });
  const certificate = await makeCertificate();
  writeFileSync(join(folder, 'cert.pem'), certificate.cert);
  writeFileSync(join(folder, 'key.pem'), certificate.key);
});

afterAll(async () => {
  await collector.close();
  rmSync(folder, { recursive: true });
});

function file(name: string): string {
  return readFileSync(join(deploy, name), 'utf8');
}

/** Replaces what must be there. */
function replaced(text: string, replacements: readonly (readonly [string, string])[]): string {
  return replacements.reduce((result, [from, to]) => {
    expect(result).toContain(from);
    return result.replaceAll(from, to);
  }, text);
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

async function get(port: number, path: string, headers = {}): Promise<Answered> {
  const sent = open({
    host: '127.0.0.1',
    servername: 'track.test',
    port,
    path,
    headers: { host: 'track.test', ...headers },
    agent: false,
    rejectUnauthorized: false,
  });
  const [response] = await once(sent.end(), 'response');
  response.resume();
  return { status: response.statusCode, headers: response.headers };
}

/** The status that a path is answered with over HTTP/2. */
async function getByHttp2(port: number, path: string): Promise<number> {
  const session = connect(`https://127.0.0.1:${port}`, {
    servername: 'track.test',
    rejectUnauthorized: false,
  });
  const stream = session.request({ ':path': path, ':authority': 'track.test' });
  const [headers] = await once(stream, 'response');
  session.destroy();
  return Number(headers[':status']);
}

/** Runs until the test has finished; waits until it answers. */
async function run(
  port: number,
  program: string,
  args: readonly string[],
  environment = {},
): Promise<void> {
  const running = watch(
    spawn(program, args, {
      cwd: folder,
      env: { ...cleanEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  onTestFinished(async () => {
    running.process.kill();
    await running.end();
  });
  let output = '';
  void running.end().then(({ stdout, stderr }) => (output = stdout + stderr));
  const healthy = (): Promise<boolean> =>
    get(port, '/healthz').then(
      ({ status }) => status === 200,
      () => false,
    );
  await expect.poll(async () => (await healthy()) || output).toBe(true);
}

async function startNginx(): Promise<number> {
  const [http, https] = [await freePort(), await freePort()];
  const site = replaced(file('nginx.conf'), [
    ['server 127.0.0.1:8700;', `server 127.0.0.1:${collector.port};`],
    ['listen 80;', `listen 127.0.0.1:${http};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${https} ssl http2;`],
    ['t.example.com;', 'track.test;'],
    ['/etc/letsencrypt/live/t.example.com/fullchain.pem', join(folder, 'cert.pem')],
    ['/etc/letsencrypt/live/t.example.com/privkey.pem', join(folder, 'key.pem')],
    ['/var/log/nginx/hitmark.log', join(folder, 'error.log')],
  ]);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(folder, name)};`,
  );
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off; master_process off; pid ${join(folder, 'pid')}; events {} http { ${paths.join(' ')} ${site} }`,
  );
  await run(https, 'nginx', ['-p', folder, '-e', join(folder, 'start.log'), '-c', configuration]);
  return https;
}

async function startCaddy(): Promise<number> {
  const port = await freePort();
  const site = replaced(file('Caddyfile'), [
    [
      't.example.com {',
      `https://track.test:${port} {\n\ttls ${join(folder, 'cert.pem')} ${join(folder, 'key.pem')}`,
    ],
  ]);
  const configuration = join(folder, 'Caddyfile');
  writeFileSync(configuration, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
  await run(port, 'caddy', ['run', '--config', configuration, '--adapter', 'caddyfile'], {
    HITMARK: `127.0.0.1:${collector.port}`,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
  });
  return port;
}

describe.each([
  ['nginx.conf', 'nginx', '-v', startNginx],
  ['Caddyfile', 'caddy', 'version', startCaddy],
] as const)('%s', (name, program, version, start) => {
  const here = isPresent(program, version);

  it.skipIf(!here)(
    `puts TLS in front of a collector with one trusted hop${here ? '' : ` (did not run: no ${program})`}`,
    async () => {
      const port = await start();
      const before = collector.events().length;
      const spoofed = {
        'x-forwarded-for': '6.6.6.6',
        'x-forwarded-proto': 'http',
        'x-forwarded-host': 'evil.test',
        forwarded: 'for=6.6.6.6',
      };
      const pixel = await get(port, `/pixel.gif?e=${name}`, spoofed);
      expect(pixel.status).toBe(200);
      expect(String(pixel.headers['set-cookie'])).toContain('Secure');

      const links = createLinks({ clickUrl: 'https://track.test/c/', keys: key });
      const click = await get(port, new URL(links.click('https://shop.example.com/', {})).pathname);
      expect([click.status, click.headers['location']]).toEqual([302, 'https://shop.example.com/']);

      expect((await get(port, '/metrics')).status).toBe(404);
      expect(await getByHttp2(port, '/tag.js')).toBe(200);
      expect(collector.events().slice(before)).toMatchObject([
        { name, client: { ip: '127.0.0.0' } },
        { type: 'click' },
      ]);
    },
  );
});

describe('hitmark.service', () => {
  const program = 'systemd-analyze';
  const here = isPresent(program, '--version');
  const unless = here ? '' : ' (did not run: no systemd-analyze)';
  const analyze = (...args: string[]) =>
    spawnSync(program, args, { cwd: folder, encoding: 'utf8' });

  beforeAll(() => {
    const unit = replaced(file('hitmark.service'), [['/opt/hitmark/bin/node', process.execPath]]);
    writeFileSync(join(folder, 'hitmark.service'), unit);
  });

  it.skipIf(!here)(`is a unit that systemd understands whole${unless}`, () => {
    const { stdout, stderr, status } = analyze('verify', './hitmark.service');
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 0 });
  });

  it.skipIf(!here)(`exposes little: at most 2.0 of 10 by systemd's measure${unless}`, () => {
    const { stdout, status } = analyze(
      'security',
      '--offline=true',
      '--threshold=20',
      './hitmark.service',
    );
    expect(stdout).toContain('Overall exposure level');
    expect(status).toBe(0);
  });
});

describe('the Dockerfile', () => {
  const text = file('Dockerfile').replaceAll('\\\n', '');
  const lines = text.split('\n').filter((line) => /^[A-Z]+ /.test(line));
  const last = (instruction: string): string =>
    lines.findLast((line) => line.startsWith(`${instruction} `))?.slice(instruction.length + 1) ??
    '';

  /** Runs what the line that makes /app runs, in a copy without what is installed. */
  function makeApp(app: string): void {
    const workspace = join(folder, 'src');
    for (const part of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'packages']) {
      cpSync(join(root, part), join(workspace, part), {
        recursive: true,
        filter: (path) => basename(path) !== 'node_modules',
      });
    }
    expect(lines).toContain('RUN npx --yes pnpm@10 make-app /app');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const line = `${scripts['make-app']} ${app}`;
    const [pnpm = '', ...args] = line.split(' ');
    const { status, stdout, stderr } = spawnSync(pnpm, [...args, '--prefer-offline'], {
      cwd: workspace,
      env: { ...process.env, CI: 'true' },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${line} has failed: ${stdout}${stderr}`);
  }

  it('runs as a user without rights, and writes to its volume alone', () => {
    expect(last('USER')).toBe('node');
    expect(last('VOLUME')).toBe('/data');
    expect(last('ENV')).toContain('HITMARK_DATA=/data');
    expect(lines.indexOf('USER node')).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('RUN ')),
    );
  });

  // As docker does with --read-only and USER, by the system's own programs; only root may start them so.
  const isConfined =
    process.getuid?.() === 0 &&
    isPresent('unshare', '--version') &&
    isPresent('setpriv', '--version');
  const unless = isConfined
    ? ''
    : ' (as this user, with a root that can be written: not run as root)';

  /** A program as an unprivileged user, with a root that is read-only but for the volume. */
  function confined(volume: string, args: readonly string[]): readonly [string, ...string[]] {
    if (!isConfined) return [process.execPath, ...args];
    const user = 'setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs';
    const mounts = 'mount --bind "$0" "$0" && mount -o remount,bind,ro /';
    const shell = ['sh', '-c', `${mounts} && exec ${user} "$@"`, volume];
    return ['unshare', '--mount', '--propagation', 'private', ...shell, process.execPath, ...args];
  }

  it(`makes an /app whose command starts without rights, keeps to its volume, and is healthy${unless}`, async () => {
    const app = join(folder, 'app');
    makeApp(app);
    const command = [last('ENTRYPOINT'), last('CMD')].flatMap(
      (list) => JSON.parse(list) as string[],
    );
    expect(command).toEqual(['node', '/app/bin/hitmark.js', 'serve']);
    const port = await freePort();
    const volume = join(folder, 'volume');
    mkdirSync(volume, { mode: 0o700 });
    if (isConfined) {
      chmodSync(folder, 0o755);
      chownSync(volume, 1000, 1000);
    }
    const serve = [join(app, 'bin/hitmark.js'), 'serve', '--port', String(port)];
    const [program, ...args] = confined(volume, serve);
    const running = watch(
      spawn(program, args, {
        cwd: '/',
        env: {
          ...cleanEnvironment(),
          HITMARK_DATA: volume,
          HITMARK_HOST: '0.0.0.0',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    await running.output(/"event":"listening"/);
    expect((await request(`http://127.0.0.1:${port}/tag.js`)).status).toBe(200);
    expect((await request(`http://127.0.0.1:${port}/pixel.gif`)).status).toBe(200);

    const [, check = ''] = /^HEALTHCHECK .*? CMD (.*)$/m.exec(text) ?? [];
    const [, ...probe] = JSON.parse(check.replace('8700', String(port))) as string[];
    const health = () => spawnSync(process.execPath, probe, { timeout: 30_000 }).status;
    expect(health()).toBe(0);
    const owner = isConfined ? 1000 : process.getuid?.();
    expect(statSync(join(volume, 'journal.db')).uid).toBe(owner);
    running.process.kill();
    expect((await running.end()).status).toBe(0);
    expect(health()).toBe(1);
  }, 180_000);
});
