import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, commandPath, startServe } from './support/command.ts';
import { request } from './support/request.ts';

let folder: string;
let data: string;
let files: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-forwarders-'));
  data = join(folder, 'data');
  files = join(folder, 'files');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const toFiles = (): string[] => ['--files.folder', files];

/** Whole lines of the event files, in order; what follows the last newline of a file is torn. */
function readFiles(): { readonly lines: string[]; readonly torn: string[] } {
  const names = existsSync(files) ? readdirSync(files).toSorted() : [];
  const parts = names.map((name) => readFileSync(join(files, name), 'utf8').split('\n'));
  return {
    lines: parts.flatMap((lines) => lines.slice(0, -1)),
    torn: parts.map((lines) => lines.at(-1) ?? '').filter((rest) => rest !== ''),
  };
}

const idOf = (line: string): string => (JSON.parse(line) as { id: string }).id;
const storedIds = (): string[] => readEvents(data).map((event) => String(event['id']));

function pixel(url: string, name: string): Promise<unknown> {
  return request(`${url.replace('localhost', '127.0.0.1')}/pixel.gif?e=${name}`);
}

/** Posts events with about a kilobyte of data each. */
async function post(url: string, count: number): Promise<void> {
  const body = Array.from(
    { length: 50 },
    (_nothing, index) => `e=n${index}&h=${'x'.repeat(1_000)}`,
  );
  for (let posted = 0; posted < count; posted += body.length) {
    const address = `${url.replace('localhost', '127.0.0.1')}/hits`;
    await request(address, { 'content-type': 'text/plain' }, 'POST', body.join('\n'));
  }
}

describe('the file forwarder', () => {
  it('writes every stored event, over a restart too', async () => {
    const first = await startServe(data, toFiles());
    await pixel(first.url, 'first');
    await expect.poll(() => readFiles().lines).toHaveLength(1);
    first.process.kill();
    expect((await first.end()).status).toBe(0);
    const second = await startServe(data, toFiles());
    await pixel(second.url, 'second');
    await expect.poll(() => readFiles().lines.map(idOf)).toEqual(storedIds());
    expect(storedIds()).toHaveLength(2);
    second.process.kill();
    await second.end();
  });

  it('after kill -9 in the middle of writing: nothing lost, no torn line, ids to tell repeats', async () => {
    for (let run = 0; run < 3; run += 1) {
      const killed = await startServe(data, toFiles());
      const posting = post(killed.url, 2_000).catch(() => {});
      await expect.poll(() => readFiles().lines.length).toBeGreaterThan(run * 100);
      killed.process.kill('SIGKILL');
      await posting;
      await killed.end();
    }
    const last = await startServe(data, toFiles());
    await expect.poll(() => new Set(readFiles().lines.map(idOf))).toEqual(new Set(storedIds()));
    last.process.kill();
    await last.end();
    expect(readFiles().torn).toEqual([]);
  });

  it('slows no hit while its folder can not be written to, and catches up when it can', async () => {
    const server = await startServe(data, toFiles());
    rmSync(files, { recursive: true });
    await pixel(server.url, 'first');
    await server.output(/"event":"forwarder-stalled"/);
    await pixel(server.url, 'second');
    expect(storedIds()).toHaveLength(2);
    mkdirSync(files);
    await expect.poll(() => readFiles().lines.map(idOf)).toEqual(storedIds());
    server.process.kill();
    expect((await server.end()).status).toBe(0);
  });
});

describe('the stdout forwarder', () => {
  it('prints every stored event, and nothing else', async () => {
    const server = await startServe(data, ['--stdout.enabled', 'true']);
    await pixel(server.url, 'first');
    await server.output(/"name":"first"/);
    server.process.kill();
    const { stdout } = await server.end();
    expect(stdout.trimEnd().split('\n').map(idOf)).toEqual(storedIds());
  });

  it('waits for a reader that is slow; hits do not', async () => {
    const server = await startServe(data, ['--stdout.enabled', 'true']);
    server.process.stdout?.pause();
    await post(server.url, 1_000);
    expect(storedIds()).toHaveLength(1_000);
    server.process.stdout?.resume();
    await pixel(server.url, 'last');
    await server.output(/"name":"last"/);
    server.process.kill();
    const { stdout } = await server.end();
    expect(stdout.trimEnd().split('\n').map(idOf)).toEqual(storedIds());
  });

  it('ends in time though nobody reads, and goes on where it was', async () => {
    const stuck = await startServe(data, ['--stdout.enabled', 'true']);
    stuck.process.stdout?.pause();
    await post(stuck.url, 1_000);
    stuck.process.kill();
    await expect.poll(() => stuck.process.exitCode).toBe(0);
    const next = await startServe(data, ['--stdout.enabled', 'true']);
    await pixel(next.url, 'last');
    await next.output(/"name":"last"/);
    next.process.kill();
    const { stdout } = await next.end();
    stuck.process.stdout?.resume();
    const before = (await stuck.end()).stdout.split('\n').slice(0, -1);
    const ids = [...before, ...stdout.trimEnd().split('\n')].map(idOf);
    expect(new Set(ids)).toEqual(new Set(storedIds()));
  });

  // `script` of util-linux gives it a terminal, and passes on what that shows: here to nobody.
  it.runIf(existsSync('/usr/bin/script') && process.platform === 'linux')(
    'ends in time on a terminal that is halted',
    async () => {
      const log = join(folder, 'log');
      const serve = `exec '${process.execPath}' '${commandPath}' serve --port 0 --data '${data}'`;
      const line = `echo $$ > '${folder}/pid'; ${serve} --stdout.enabled true 2> '${log}'`;
      const terminal = spawn('/usr/bin/script', ['-qfec', line, '/dev/null'], {
        env: { ...cleanEnvironment(), SHELL: '/bin/sh' },
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      onTestFinished(() => void terminal.kill('SIGKILL'));
      terminal.stdout.pause();
      const logged = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
      await expect.poll(logged).toContain('"event":"listening"');
      const [, url = ''] = /"url":"([^"]+)"/.exec(logged()) ?? [];
      await post(url, 1_000);
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
      process.kill(pid, 'SIGTERM');
      // Who started it waits for its terminal, and has yet to learn of its end.
      const state = (): string =>
        existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
      await expect.poll(state).toContain(') Z');
      expect(logged()).toContain('"event":"ended"');
      expect(logged()).not.toContain('forwarder-stuck');
    },
  );
});
