import { spawn } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  cleanEnvironment,
  commandPath,
  startCommand,
  watch,
  type RunningCommand,
} from './support/command.ts';
import { request } from './support/request.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-private-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Starts a command in whose processes nothing takes rights away from new files. */
function startWithoutMask(args: readonly string[]): RunningCommand {
  const run = ['-c', 'umask 0; exec "$@"', 'sh', process.execPath, commandPath, ...args];
  return watch(spawn('/bin/sh', run, { env: cleanEnvironment(), cwd: folder }));
}

/** Everything below a folder, with its rights. */
function rightsBelow(path: string): Record<string, string> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/\d{4}-\d\d-\d\d$|\d{8}T\d{9}Z/, 'TIME'),
      (lstatSync(join(path, name)).mode & 0o777).toString(8),
    ]),
  );
}

const options = ['--port', '0', '--data', 'data', '--files.folder', 'data/files'];
const reportPort = ['--report.port', '0'];

it('all files of a collector are its owner’s alone, whatever the mask, while it runs and afterwards', async () => {
  // The folder is there, and open to all.
  mkdirSync(join(folder, 'data'), { mode: 0o777 });
  const running = startWithoutMask([
    'demo',
    ...options,
    ...reportPort,
    '--privacy.visitors',
    'daily',
  ]);
  const [, url = ''] = await running.output(/Open\s+(http:\S+)/);
  await request(`${url.replace('localhost', '127.0.0.1')}/pixel.gif?e=first`);
  const files = {
    'demo-link-key': '600',
    files: '700',
    'files.lock': '600',
    'files/events-TIME.ndjson': '600',
    'journal.db': '600',
    'report-settings.db': '600',
    'report.duckdb': '600',
    'salt-TIME': '600',
  };
  const whileItRuns = ['journal.db-shm', 'journal.db-wal', 'report-control.json'];
  const present = Object.fromEntries(whileItRuns.map((name) => [name, '600']));
  await expect
    .poll(() => rightsBelow(join(folder, 'data')))
    .toMatchObject({ ...files, ...present });
  // Beside these files that come and go: WALs, and what is written before it takes its place.
  const { files: _folder, ...rights } = rightsBelow(join(folder, 'data'));
  expect(Object.values(rights).filter((each) => each !== '600')).toEqual([]);

  const forget = startWithoutMask(['forget', '--data', 'data', '--where', 'plan=pro']);
  expect((await forget.end()).status).toBe(0);
  running.process.kill('SIGINT');
  await running.end();
  expect(rightsBelow(join(folder, 'data'))).toEqual(files);
});

it('forget says which files it has not looked into, since they are links', async () => {
  const data = join(folder, 'data');
  const running = startCommand(['serve', ...options], {}, folder);
  await running.output(/"event":"listening"/);
  running.process.kill();
  await running.end();
  symlinkSync('/etc/hostname', join(data, 'files', 'events-20261122T093000123Z.ndjson'));
  const forget = startCommand(['forget', '--data', data, '--user', 'ada'], {}, folder);
  const { status, stderr } = await forget.end();
  expect(status).toBe(0);
  expect(stderr).toContain(
    `${join(data, 'files', 'events-20261122T093000123Z.ndjson')} is no plain file`,
  );
});
