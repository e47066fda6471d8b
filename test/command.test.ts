import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cleanEnvironment, commandPath, startCommand, startServe } from './support/command.ts';
import { request } from './support/request.ts';
import { startServer } from './support/server.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-command-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const hitmark = (args: readonly string[], environment: Record<string, string> = {}) =>
  startCommand(args, { HITMARK_DATA: join(folder, 'data'), ...environment }, folder);

describe('hitmark', () => {
  it('says in one line that its port is in use, and ends with status 1', async () => {
    const other = await startServer((_request, response) => response.end());
    const { status, stdout, stderr } = await hitmark(['serve'], { PORT: String(other.port) }).end();
    await other.close();
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: `hitmark: port ${other.port} on 127.0.0.1 is in use; choose another with --port or PORT\n`,
    });
  });

  it('lists every problem of its configuration, and listens to nothing', async () => {
    writeFileSync(join(folder, 'hitmark.config.json'), '{"cookie":{"name":"a b"},"colour":"red"}');
    const run = hitmark(['serve', '--port', '99999'], { HITMARK_LOG_LEVEL: 'loud' });
    const { status, stderr } = await run.end();
    expect(status).toBe(1);
    expect(stderr.split('\n').toSorted((a, b) => a.localeCompare(b))).toEqual([
      '',
      '  colour: no such option',
      '  cookie.name: expected a cookie name: letters, digits, - and _, got "a b"',
      '  logLevel: expected fatal, error, warn, info, debug, trace or silent, got "loud"',
      '  port: expected a whole number from 0 to 65535, got 99999',
      'hitmark: the configuration is wrong:',
    ]);
  });

  it.each([
    [
      'a command that it does not have',
      ['fly'],
      /^hitmark: no command "fly"; try hitmark --help\n$/,
    ],
    ['a command named as a prototype is', ['constructor'], /^hitmark: no command "constructor"/],
    ['a flag that it does not have', ['serve', '--fast'], /^hitmark: Unknown option '--fast'/],
    [
      'a flag without its value',
      ['serve', '--port'],
      /^hitmark: Option '--port <value>' argument missing/,
    ],
    [
      'a number that is none',
      ['tail', '--lines', 'all'],
      /^hitmark: --lines: expected a whole number/,
    ],
  ])('ends with status 2 and one line for %s', async (_name, args, expected) => {
    const { status, stderr } = await hitmark(args).end();
    expect(status).toBe(2);
    expect(stderr).toMatch(expected);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });

  it.each([['--help'], ['serve', '--help'], []])('explains itself (%j)', async (...args) => {
    const { status, stdout } = await hitmark(args.filter((arg) => arg !== undefined)).end();
    expect(status).toBe(0);
    expect(stdout).toContain('hitmark serve ');
  });

  const isLinux = process.platform === 'linux';
  const isRoot = process.getuid?.() === 0;
  const wrongFolders: [what: string, path: string, isHere: boolean][] = [
    ['can not be made where it should be', '/proc/x', isLinux],
    ['can not be made, nor its parent', '/proc/x/y', isLinux],
    ['can not be made below another that can not', '/proc/self/fd/x', isLinux],
    ['lies in a file', 'file/x', true],
    ['is a file', 'file', true],
    ['is a device', '/dev/null', isLinux],
    ['is a link to nowhere', 'link', true],
    ['lies where nobody may write', '/sys/x', isLinux],
    ['may not be written into', 'read-only', !isRoot],
    ['may not be made', 'read-only/x', !isRoot],
    ['has a folder where the journal should be', 'strange', true],
  ];
  it.each(wrongFolders.filter(([, , isHere]) => isHere))(
    'ends with one line and status 1 where a folder %s: %s',
    (_what, name) => {
      writeFileSync(join(folder, 'file'), '');
      symlinkSync('nowhere', join(folder, 'link'));
      mkdirSync(join(folder, 'read-only'), { mode: 0o500 });
      mkdirSync(join(folder, 'strange', 'journal.db'), { recursive: true });
      const path = resolve(folder, name);
      const runs = [
        ['serve', '--data', path],
        ['demo', '--data', path],
        ...(name === 'strange' ? [] : [['serve', '--files.folder', path]]),
      ];
      for (const args of runs) {
        // Ended by force where it does not end: it would hear no signal.
        const { status, stdout, stderr } = spawnSync(
          process.execPath,
          [commandPath, ...args, '--port', '0'],
          {
            cwd: folder,
            env: {
              ...cleanEnvironment(),
              ...(args.includes('--data') ? {} : { HITMARK_DATA: join(folder, 'data') }),
            },
            encoding: 'utf8',
            timeout: 20_000,
            killSignal: 'SIGKILL',
          },
        );
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
        expect(stderr).toMatch(/^hitmark: [^\n]+\n$/);
        expect(stderr).toContain(path);
      }
    },
  );

  it('says what to set where there is no journal to read', async () => {
    const { status, stderr } = await hitmark(['export']).end();
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `hitmark: no journal in ${join(folder, 'data')}: set HITMARK_DATA or --data\n`,
    });
  });
});

describe('hitmark export and tail', () => {
  it('print what is stored, while a collector runs and after it has ended', async () => {
    const data = join(folder, 'data');
    const server = await startServe(data);
    const address = server.url.replace('localhost', '127.0.0.1');
    await request(`${address}/pixel.gif?e=first`);

    const tail = hitmark(['tail']);
    await tail.output(/"name":"first"/);
    // DEL and a right-to-left override: a terminal must not obey them.
    await request(`${address}/pixel.gif?e=second&h=%7F%E2%80%AE`);
    const [line] = await tail.output(/\{[^\n]*"name":"second"[^\n]*\}/);
    expect(line).toContain('"title":"\\u007f\\u202e"');
    tail.process.kill();
    await tail.end();

    const running = await hitmark(['export']).end();
    server.process.kill();
    await server.end();
    const ended = await hitmark(['export']).end();
    expect(ended).toEqual(running);
    expect(ended.status).toBe(0);
    const names = ended.stdout
      .trim()
      .split('\n')
      .map((text) => (JSON.parse(text) as { name: string }).name);
    expect(names).toEqual(['first', 'second']);
  });

  it('print the latest --lines events, all of them from export, none where there are none', async () => {
    const data = join(folder, 'data');
    const server = await startServe(data);
    const address = server.url.replace('localhost', '127.0.0.1');
    const body = Array.from({ length: 50 }, (_nothing, index) => `e=n${index}`).join('\n');
    await request(`${address}/hits`, { 'content-type': 'text/plain' }, 'POST', body);
    server.process.kill();
    await server.end();

    const { stdout } = await hitmark(['export']).end();
    expect(stdout.trim().split('\n')).toHaveLength(50);
    const tail = hitmark(['tail', '--lines', '2']);
    await tail.output(/"name":"n49"/);
    tail.process.kill();
    expect((await tail.end()).stdout.trim().split('\n')).toHaveLength(2);
  });
});
