import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateKey } from '@hitmark/codec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../packages/collector/package.json' with { type: 'json' };
import { helpPages } from '../packages/collector/src/command/help/help-pages.ts';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, commandPath, startCommand, startServe } from './support/command.ts';
import { request } from './support/request.ts';
import { startServer } from './support/server.ts';

const linkKey = generateKey('k1');

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
    [
      'a mistyped command, with the one that was meant',
      ['exprot'],
      /^hitmark: no command "exprot" \(did you mean export\?\); try hitmark --help\n$/,
    ],
    [
      'a mistyped flag, with the one that was meant',
      ['serve', '--prot', '1'],
      /^hitmark: Unknown option '--prot' \(did you mean --port\?\); try hitmark serve --help\n$/,
    ],
    [
      'a mistyped flag of keygen',
      ['keygen', '--tokne'],
      /^hitmark: Unknown option '--tokne' \(did you mean --token\?\); try hitmark keygen --help\n$/,
    ],
    [
      'an id of a key that it can not have',
      ['keygen', 'bad id!'],
      /^hitmark: expected an id of 1 to 32 letters, digits, _ and -, got "bad id!"; try/,
    ],
    [
      'a mistyped flag of a command that takes words',
      ['link', 'click', 'https://shop.test/', '--recpient', 'x'],
      /^hitmark: Unknown option '--recpient' \(did you mean --recipient\?\); try hitmark link --help\n$/,
    ],
    ['two ids of a key', ['keygen', 'a', 'b'], /^hitmark: expected at most the id of the key/],
    ['help for a command that it does not have', ['help', 'sents'], /\(did you mean sent\?\); try/],
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

  it('has a page of help for every command of its overview, asked for in three ways', async () => {
    const overview = (await hitmark(['--help']).end()).stdout;
    const names = [...overview.matchAll(/^ {2}hitmark ([a-z]+) {2}/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(helpPages[name]).toMatch(new RegExp(`^hitmark ${name}: `));
    expect([...names, 'options'].toSorted()).toEqual(Object.keys(helpPages).toSorted());
    const asked = [
      ['help', 'export'],
      ['export', '--help'],
      ['export', '-h'],
    ];
    for (const args of asked) {
      expect(await hitmark(args).end()).toMatchObject({ status: 0, stdout: helpPages['export'] });
    }
  });

  it('prints its version alone', async () => {
    const { status, stdout } = await hitmark(['--version']).end();
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${manifest.version}\n` });
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

describe('a command that can not print', () => {
  const run = (args: readonly string[], output: string) =>
    spawnSync(
      '/bin/sh',
      ['-c', `exec "$@" > ${output}`, 'sh', process.execPath, commandPath, ...args],
      {
        cwd: folder,
        env: cleanEnvironment(),
        encoding: 'utf8',
      },
    );

  it.runIf(existsSync('/dev/full')).each([['keygen'], ['--help'], ['snippet']])(
    'since the disk is full ends with one line and status 1: %s',
    (...args) => {
      const { status, stderr } = run(args, '/dev/full');
      expect(status).toBe(1);
      expect(stderr).toMatch(/^hitmark: can not write to stdout: ENOSPC[^\n]*\n$/);
    },
  );

  it('since nobody reads any more ends with status 0, and says nothing', () => {
    const { status, stderr } = spawnSync(
      '/bin/sh',
      ['-c', `{ "$@"; echo $? >&2; } | :`, 'sh', process.execPath, commandPath, '--help'],
      { env: cleanEnvironment(), encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(stderr).toBe('0\n');
  });
});

describe('a character that a terminal would act on', () => {
  /** Sets a title, colours by a C1 control, turns text around, deletes. */
  const attack = '\u001B]0;owned\u0007\u009B31m\u202E\u007F';
  const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
  const token = Buffer.from(JSON.stringify({ metadata: { a: attack } })).toString('base64');

  it.each<[what: string, args: string[], input: string]>([
    ['a name', [attack], ''],
    ['a flag', ['serve', `--${attack}`], ''],
    ['a value', ['tail', '--format', attack], ''],
    ['an option', ['serve', '--port', attack], ''],
    ['a folder', ['export', '--data', attack], ''],
    ['a file', ['rewrite', attack], ''],
    ['a configuration file', ['serve', '--config', attack], ''],
    ['a token', ['read', `https://t.example.com/o/${token}`], ''],
    ['a text that is no token', ['read', attack], ''],
    ['a URL', ['link', 'click', `https://site.test/${attack}`], ''],
    ['a line with a token', ['read'], JSON.stringify({ url: token })],
    ['a line that is none', ['read'], attack],
    ['a line with an email', ['rewrite'], JSON.stringify({ html: `<p>${attack}` })],
    ['an address in an email', ['rewrite', '-'], `<a href="http://site.test/${attack}">x</a>`],
  ])('is never printed as it is, from any input of a command: %s', async (_what, args, input) => {
    const environment = { HITMARK_LINKS__KEYS: linkKey, HITMARK_PUBLIC_URL: 'https://t.test' };
    const { stdout, stderr } = await startCommand(args, environment, folder, input).end();
    expect(stdout + stderr).toMatch(/\S/);
    for (const line of stderr.split('\n')) expect(line).not.toMatch(controls);
    // An email's own bytes are data, whatever they are.
    const isEmail = args[1] === '-';
    for (const line of isEmail ? [] : stdout.split('\n')) expect(line).not.toMatch(controls);
  });
});

describe('a stream of JSON lines', () => {
  const environment = { HITMARK_LINKS__KEYS: linkKey, HITMARK_PUBLIC_URL: 'https://t.test' };

  it('may begin with a byte order mark, and end its lines as Windows does', async () => {
    const input = '\uFEFF{"kind":"open"}\r\n\r\n{"kind":"open"}';
    const { status, stdout } = await startCommand(['link'], environment, folder, input).end();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^(\{"url":"https:[^"]+"\}\n){2}$/);
  });

  it('goes on after a line that no memory holds', () => {
    const { status, stdout } = spawnSync(
      '/bin/sh',
      [
        '-c',
        `{ head -c 600000000 /dev/zero | tr '\\0' x; echo; echo '{"kind":"open"}'; } | "$@"`,
        'sh',
        process.execPath,
        commandPath,
        'link',
      ],
      { env: { ...cleanEnvironment(), ...environment }, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stdout.trimEnd().split('\n')).toEqual([
      '{"error":{"code":"bad-input","message":"expected at most 67108864 bytes a line"}}',
      expect.stringMatching(/^\{"url":"https:[^"]+"\}$/),
    ]);
  });

  it('is answered in whole lines, and only then followed by what is said about it', () => {
    const html = '<div>'.repeat(100_000);
    const file = join(folder, 'lines');
    writeFileSync(file, `${JSON.stringify({ html })}\n{}\n5\n${JSON.stringify({ html })}\n`);
    // A pipe that is not read at once.
    const { stdout } = spawnSync(
      '/bin/sh',
      [
        '-c',
        `{ "$@" < '${file}' 2>&1; } | { sleep 1; cat; }`,
        'sh',
        process.execPath,
        commandPath,
        'rewrite',
      ],
      { env: { ...cleanEnvironment(), ...environment }, encoding: 'utf8', maxBuffer: 1e8 },
    );
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(
      /^hitmark: \d lines failed: the error of each stands in its line of the output$/,
    );
    expect(lines.slice(0, -1).map((line) => typeof JSON.parse(line))).toEqual(
      Array.from({ length: 4 }, () => 'object'),
    );
  });
});

describe('a journal', () => {
  it('that is a pipe is none, and waited for by nobody', () => {
    execFileSync('mkfifo', [join(folder, 'journal.db')]);
    const { status, stderr } = spawnSync(
      process.execPath,
      [commandPath, 'export', '--data', folder],
      {
        env: cleanEnvironment(),
        encoding: 'utf8',
        timeout: 20_000,
        killSignal: 'SIGKILL',
      },
    );
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `hitmark: no journal in ${folder}: set HITMARK_DATA or --data\n`,
    });
  });

  it('is on disk, also where its folder has a name that SQLite would take for a URI', async () => {
    const data = 'file:data?mode=memory&a=';
    const server = startCommand(['serve', '--port', '0', '--data', data], {}, folder);
    const [, url = ''] = await server.output(/"url":"([^"]+)"/);
    await request(`${url.replace('localhost', '127.0.0.1')}/pixel.gif?e=kept`);
    server.process.kill('SIGKILL');
    await server.end();
    expect(readEvents(join(folder, data))).toMatchObject([{ name: 'kept' }]);
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
