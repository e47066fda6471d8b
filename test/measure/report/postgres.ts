import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';

/** A PostgreSQL server of its own, in a folder that is removed with it. */
export interface Postgres {
  readonly version: string;
  /** Runs statements, and returns their rows. */
  run(statements: string): Promise<readonly (readonly string[])[]>;
  /** Runs a statement several times, and returns its rows and the time of each run as the server's client sees it, in ms. */
  time(
    statement: string,
    runs: number,
  ): Promise<{ readonly rows: readonly (readonly string[])[]; readonly times: readonly number[] }>;
  /** Loads lines of COPY's text form. */
  copy(target: string, lines: Iterable<string>): Promise<void>;
  stop(): Promise<void>;
}

/** Folder of the newest version, as Debian installs it; null: none is installed. */
function findBinaries(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(root, version, 'bin'));
  return found.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Starts a server; null: PostgreSQL is not installed. */
export async function startPostgres(sharedBuffers: string): Promise<Postgres | null> {
  const binaries = findBinaries();
  if (binaries === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-postgres-'));
  const owner = serverUser();
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const as = owner ?? {};
  const data = join(folder, 'data');
  const program = (name: string): string => join(binaries, name);
  execFileSync(program('initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8'], {
    ...as,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    shared_buffers: sharedBuffers,
    work_mem: '64MB',
    maintenance_work_mem: '512MB',
    max_wal_size: '8GB',
    timezone: 'UTC',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(program('postgres'), ['-D', data, ...options], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  });
  const connection = [
    '-h',
    folder,
    '-U',
    'bench',
    '-d',
    'postgres',
    '-X',
    '-q',
    '-v',
    'ON_ERROR_STOP=1',
  ];
  while (
    spawnSync(program('pg_isready'), ['-h', folder, '-U', 'bench'], { stdio: 'ignore' }).status !==
    0
  ) {
    if (server.exitCode !== null) throw new Error('PostgreSQL has not started');
  }

  async function psql(input: string | Iterable<string>, args: readonly string[]): Promise<string> {
    const child = spawn(program('psql'), [...connection, '-A', '-t', '-F', '\t', ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = once(child, 'close');
    for (const part of typeof input === 'string' ? [input] : input) {
      if (!child.stdin.write(part)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
    const [code] = (await ended) as [number];
    if (code !== 0) throw new Error(`psql has ended with ${code}`);
    return output;
  }
  const rowsOf = (output: string) =>
    output
      .split('\n')
      .filter(Boolean)
      .map((row) => row.split('\t'));

  return {
    version: execFileSync(program('postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    run: async (statements) => rowsOf(await psql(statements, [])),
    async time(statement, runs) {
      const output = await psql(`\\timing on\n${`${statement};\n`.repeat(runs)}`, []);
      const times = [...output.matchAll(/^Time: ([\d.]+) ms/gm)].map(([, ms]) => Number(ms));
      const first = output.slice(0, output.indexOf('Time: '));
      return { rows: rowsOf(first), times };
    },
    async copy(target, lines) {
      await psql(lines, ['-c', `COPY ${target} FROM STDIN`]);
    },
    async stop() {
      server.kill('SIGINT');
      await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; null: as whoever runs this. */
function serverUser(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const idOf = (option: string): number =>
    Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
