import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

// Stands in for systemctl where no systemd runs: starts the command of a unit as the unit says, as far as units of
// the guide to deploying say something.

const [verb = '', ...args] = process.argv.slice(2);
const name = (args.at(-1) ?? '').replace(/\.service$/, '');
const pidFile = `/run/test-${name}.pid`;

if (verb === 'restart' || (verb === 'reload' && existsSync(pidFile))) await stop();
if (['enable', 'start', 'restart', 'reload'].includes(verb)) start(readUnit());
else if (verb !== 'daemon-reload') throw new Error(`no stand-in for systemctl ${verb}`);

/** Settings of the unit by name, each with all its values in order. */
function readUnit(): ReadonlyMap<string, readonly string[]> {
  const folders = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];
  const path = folders
    .map((folder) => join(folder, `${name}.service`))
    .find((each) => existsSync(each));
  if (path === undefined) throw new Error(`no unit ${name}`);
  const settings = new Map<string, string[]>();
  for (const [, key = '', value = ''] of readFileSync(path, 'utf8').matchAll(/^(\w+)=(.*)$/gm)) {
    settings.set(key, [...(settings.get(key) ?? []), value]);
  }
  return settings;
}

function start(unit: ReadonlyMap<string, readonly string[]>): void {
  const last = (key: string): string | undefined => unit.get(key)?.at(-1);
  const user = last('User') ?? 'root';
  const credentials = passCredentials(unit.get('LoadCredential') ?? [], user);
  const environment = Object.fromEntries(
    (unit.get('Environment') ?? []).map((line) => {
      const [key = '', value = ''] = line.split(/=(.*)/s);
      return [key, value.replaceAll('%d', credentials)];
    }),
  );
  const state = last('StateDirectory');
  const kept = (last('AmbientCapabilities') ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((each) => each !== '')
    .map((each) => `+${each.replace(/^cap_/, '')}`);
  const rights = ['-all', ...kept].join(',');
  const asUser =
    user === 'root'
      ? []
      : [
          'setpriv',
          `--reuid=${user}`,
          `--regid=${user}`,
          '--init-groups',
          '--no-new-privs',
          `--inh-caps=${rights}`,
          `--ambient-caps=${rights}`,
          `--bounding-set=${rights}`,
        ];
  const command = (last('ExecStart') ?? '').replaceAll(/'([^']*)'/g, (_, text: string) =>
    text.replaceAll(' ', '\0'),
  );
  const words = command.split(/\s+/).map((word) => word.replaceAll('\0', ' '));
  const isStrict = last('ProtectSystem') === 'strict';
  const program = [...(isStrict ? readOnlyRoot(state ?? '') : []), ...asUser, ...words];
  const log = openSync(`/run/test-${name}.log`, 'a');
  const child = spawn(program[0] ?? '', program.slice(1), {
    cwd: '/',
    env: { PATH: process.env['PATH'], HOME: homeOf(user), ...environment },
    stdio: ['ignore', log, log],
    detached: true,
  });
  child.unref();
  writeFileSync(pidFile, String(child.pid));
}

/** Copies files of secrets to where the user alone reads them. @returns the folder, `%d` of the unit */
function passCredentials(credentials: readonly string[], user: string): string {
  const folder = `/run/credentials/${name}`;
  mkdirSync('/run/credentials', { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [to = '', from = ''] of credentials.map((each) => each.split(':'))) {
    copyFileSync(from, join(folder, to));
    chownSync(join(folder, to), Number(idOf(user)), 0);
  }
  chownSync(folder, Number(idOf(user)), 0);
  return folder;
}

/** Mounts everything read-only but the folder of the service's state, which `ProtectSystem=strict` does. */
function readOnlyRoot(state: string): readonly string[] {
  const folder = `/var/lib/${state}`;
  const lines = `mount --bind ${folder} ${folder}; mount -o remount,bind,ro /; exec "$@"`;
  return ['unshare', '--mount', '--propagation', 'private', 'sh', '-e', '-c', lines, 'sh'];
}

async function stop(): Promise<void> {
  const pid = Number(readFileSync(pidFile, 'utf8'));
  process.kill(pid, 'SIGTERM');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function isAlive(pid: number): boolean {
  try {
    // What has ended and is waited for by nobody is a zombie.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function idOf(user: string): string {
  return spawnSync('id', ['--user', user], { encoding: 'utf8' }).stdout.trim();
}

function homeOf(user: string): string {
  return spawnSync('getent', ['passwd', user], { encoding: 'utf8' }).stdout.split(':')[5] ?? '/';
}
