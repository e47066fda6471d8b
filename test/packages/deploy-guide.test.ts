import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeMachine, startMachine, type Machine } from '../support/deploy/machine.ts';
import { makeCertificate } from '../support/server.ts';

// Runs the guide to deploying, line by line in its own order, from an empty folder. The guide's last section lists what
// this test replaces.

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/deploying.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'hitmark-guide-'));
const clone = join(folder, 'clone');
const bundle = join(folder, 'authorities.pem');
const isPossible = canMakeMachine(join(folder, 'try'));
const unless = isPossible ? '' : ' (did not run: needs Linux, root, and its right to mount)';
/** Blocks of the page that a test has run. */
const usedBlocks = new Set<string>();

/** Lines of the shell under a heading. */
function linesUnder(heading: string): readonly string[] {
  const [, section = ''] = page.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [text = ''] = section.split(/^#+ /m);
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, lines = '']) => lines);
  expect(blocks.length, `blocks under ${heading}`).toBeGreaterThan(0);
  for (const block of blocks) usedBlocks.add(block);
  return blocks.flatMap((block) => block.trim().split('\n'));
}

/** The PATH of an operator: without the folders that pnpm adds, in which the clone's own `hitmark` is. */
const path = (process.env['PATH'] ?? '')
  .split(':')
  .filter((each) => each.startsWith('/') && !each.startsWith(root))
  .join(':');

/** Replacements of commands that need systemd, DNS or a certificate authority, which a test does not have. */
const standIns = `
set -eu
export PATH='${path}' CURL_CA_BUNDLE=${bundle} DEBIAN_FRONTEND=noninteractive
npx() { shift 2; pnpm "$@"; }
certbot() {
  install --directory /etc/letsencrypt/live/t.example.com
  cp ${folder}/fullchain.pem ${folder}/privkey.pem /etc/letsencrypt/live/t.example.com
}
systemctl() {
  if [ "$*" = 'reload caddy' ]; then
    printf '{\\n\\tlocal_certs\\n\\tskip_install_trust\\n}\\n' | cat - /etc/caddy/Caddyfile > /run/Caddyfile
    cp /run/Caddyfile /etc/caddy/Caddyfile
  fi
  ${process.execPath} ${root}/test/support/deploy/systemctl.ts "$@"
}
`;

let machine: Machine;

/** Runs one line of the guide. Only commands that download reach the internet; all others reach the machine itself. */
function run(line: string): string {
  const reaches = /^(npx|apt-get) /.test(line) ? 'world' : 'machine';
  const { status, stdout, output } = machine.run(standIns + line, clone, reaches);
  expect(status, `${line}\n${output}`).toBe(0);
  return stdout;
}

function runAll(heading: string): string[] {
  return linesUnder(heading).map((line) => run(line.replace('YOUR.HOST', 't.example.com')));
}

beforeAll(async () => {
  if (!isPossible) return;
  mkdirSync(clone);
  // A clone as git makes it, with changes that are not committed yet.
  const pack = 'git ls-files -z --cached --others --exclude-standard | tar --null -T - -c';
  execFileSync('bash', ['-c', `${pack} | tar -x -C "${clone}"`], { cwd: root });
  const { cert, key } = await makeCertificate(['t.example.com']);
  writeFileSync(join(folder, 'fullchain.pem'), cert);
  writeFileSync(join(folder, 'privkey.pem'), key);
  writeFileSync(bundle, `${cert}\n`);
  machine = await startMachine(join(folder, 'machine'), [folder, root]);
  run("echo '127.0.0.1 t.example.com' >> /etc/hosts");
  run('apt-get update --quiet=2');
}, 300_000);

afterAll(async () => {
  await machine?.close();
  // The clone has all that is installed in it.
  rmSync(folder, { recursive: true });
}, 300_000);

/** Waits until the proxy answers. */
function awaitProxy(): void {
  run(
    'curl --silent --output /dev/null --retry 60 --retry-delay 1 --retry-all-errors https://t.example.com/healthz',
  );
}

/** Runs the checks of the guide, and returns their output. */
function check() {
  const [, events = '', tag, metrics] = runAll('5. Check');
  const lines = events.trim().split('\n');
  return { events: lines.length, last: JSON.parse(lines.at(-1) ?? '') as object, tag, metrics };
}

/**
 * Expected results of the guide's checks, for a number of events whose latest is a view that came through one proxy.
 */
const expected = (events: number) => ({
  events,
  last: {
    type: 'pageview',
    site: 'acme',
    url: 'https://www.example.com/',
    client: { ip: '127.0.0.0' },
  },
  tag: '2 200\n',
  metrics: '404\n',
});

describe('the guide to deploying', () => {
  it.skipIf(!isPossible)(
    `builds a folder that is complete${unless}`,
    () => {
      runAll('1. Build');
      // The journal does not need the clone any more; the guide's files do.
      run('mv packages packages-away');
      const version = run('/opt/hitmark/bin/node /opt/hitmark/bin/hitmark.js --version');
      expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
      run('mv packages-away packages');
    },
    600_000,
  );

  it.skipIf(!isPossible)(`makes a user, and secrets by the deployed program${unless}`, () => {
    runAll('2. User and secrets');
    expect(run('cat /etc/hitmark/link-keys')).toMatch(/^hm1\.\w+\.[\w-]+\n$/);
    expect(run('cat /etc/hitmark/metrics-token')).toMatch(/^[\w-]{43}\n$/);
  });

  it.skipIf(!isPossible)(
    `starts a service without rights, with a root that is read-only${unless}`,
    () => {
      const printed = runAll('3. Service');
      expect(printed.at(-1)).toBe('{"ok":true}');
      const status = run('cat /proc/$(cat /run/test-hitmark.pid)/status');
      const user = run('id --user hitmark').trim();
      expect(status).toMatch(new RegExp(`^Uid:\\t${user}\\t${user}\\t${user}\\t${user}$`, 'm'));
      expect(status).toMatch(/^CapEff:\t0+$/m);
      expect(status).toMatch(/^CapBnd:\t0+$/m);
      expect(status).toMatch(/^NoNewPrivs:\t1$/m);
      expect(run('cat /proc/$(cat /run/test-hitmark.pid)/mountinfo')).toMatch(
        /^\d+ \d+ \S+ \S+ \/ ro,/m,
      );
      expect(run('stat --format %U:%a /var/lib/hitmark /var/lib/hitmark/journal.db')).toBe(
        'hitmark:700\nhitmark:600\n',
      );
    },
  );

  it.skipIf(!isPossible)(
    `puts Caddy in front: TLS, HTTP/2, and nothing but the public routes${unless}`,
    () => {
      runAll('Caddy');
      const authority = '/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt';
      run(
        `timeout 60 sh -c 'until test -s ${authority}; do sleep 0.2; done'; cat ${authority} >> ${bundle}`,
      );
      awaitProxy();
      expect(check()).toMatchObject(expected(1));
      run(
        'kill $(cat /run/test-caddy.pid); while pgrep --exact caddy > /dev/null; do sleep 0.1; done',
      );
    },
    600_000,
  );

  it.skipIf(!isPossible)(
    `puts nginx in front: the same${unless}`,
    () => {
      runAll('nginx');
      awaitProxy();
      expect(check()).toMatchObject(expected(2));
    },
    600_000,
  );

  it.skipIf(!isPossible)(
    `upgrades, and goes on with what is there${unless}`,
    () => {
      const printed = runAll('6. Upgrade');
      expect(printed.at(-2)).toBe('{"ok":true}');
      expect(check()).toMatchObject(expected(3));
    },
    600_000,
  );

  it.skipIf(!isPossible)(`has no line that was not run above${unless}`, () => {
    const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, lines = '']) => lines);
    expect(blocks.length).toBeGreaterThan(5);
    expect(blocks.filter((block) => !usedBlocks.has(block))).toEqual([]);
  });
});
