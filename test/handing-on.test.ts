import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommand, startServe, type RunningCommand } from './support/command.ts';
import { request } from './support/request.ts';

// `export`, `tail` and `replay`, over a journal of 3,000 events and a collector that goes on.

let folder: string;
let server: RunningCommand & { readonly url: string };

const hitmark = (args: readonly string[], environment: Record<string, string> = {}) =>
  startCommand(args, { HITMARK_DATA: join(folder, 'data'), ...environment }, folder);

async function post(lines: readonly string[]): Promise<void> {
  const address = `${server.url.replace('localhost', '127.0.0.1')}/hits`;
  await request(address, { 'content-type': 'text/plain' }, 'POST', lines.join('\n'));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-handing-on-'));
  server = await startServe(join(folder, 'data'), ['--limits.max-hits-per-request', '10000']);
  await post(Array.from({ length: 3_000 }, (_nothing, index) => `e=n${index % 3}&i=s${index % 2}`));
});

afterAll(async () => {
  server.process.kill();
  await server.end();
  rmSync(folder, { recursive: true });
});

interface Printed {
  readonly id: string;
  readonly name: string;
  readonly site: string;
}

const parse = (stdout: string): Printed[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Printed);

describe('hitmark export', () => {
  it('prints what its filters choose, and nothing else', async () => {
    const all = parse((await hitmark(['export']).end()).stdout);
    const some = parse((await hitmark(['export', '--name', 'n1', '--site', 's0']).end()).stdout);
    expect(some).toEqual(all.filter(({ name, site }) => name === 'n1' && site === 's0'));
    expect(some).toHaveLength(500);
    expect((await hitmark(['export', '--to', '2020-01-01']).end()).stdout).toBe('');
    expect((await hitmark(['export', '--from', '2020-01-01']).end()).stdout).toHaveLength(
      (await hitmark(['export']).end()).stdout.length,
    );
  });

  it('prints a table for spreadsheets', async () => {
    const { stdout } = await hitmark(['export', '--format', 'csv', '--name', 'n2']).end();
    const [head, ...lines] = stdout.trimEnd().split('\r\n');
    expect(head).toMatch(/^id,type,name,/);
    expect(lines).toHaveLength(1_000);
    expect(lines.every((line) => line.includes('"event","n2",'))).toBe(true);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('ends after a whole line on %s', async (signal) => {
    const run = hitmark(['export']);
    run.process.stdout?.pause();
    // Nobody reads: the pipe is full, and the command waits.
    await new Promise((resolve) => run.process.stdout?.once('readable', resolve));
    run.process.kill(signal);
    await run.output(/interrupted by/);
    run.process.stdout?.resume();
    const { status, stdout, stderr } = await run.end();
    expect(status).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(stderr).toBe(`hitmark: interrupted by ${signal}: the export is not complete\n`);
    expect(parse(stdout).length).toBeLessThan(3_000);
    expect(stdout).toMatch(/\n$/);
  });
});

describe('hitmark tail', () => {
  it('prints the latest of what its filters choose, then each new one, until a signal', async () => {
    const tail = hitmark(['tail', '--name', 'n1', '--lines', '3']);
    await tail.output(/(.*\n){3}/);
    await post(['e=n2&h=no', 'e=n1&h=yes']);
    await tail.output(/"title":"yes"/);
    tail.process.kill('SIGINT');
    const { status, stdout, stderr } = await tail.end();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(parse(stdout).map(({ name }) => name)).toEqual(['n1', 'n1', 'n1', 'n1']);
  });

  it('prints short lines in colour where that is wanted', async () => {
    const args = ['tail', '--lines', '1', '--name', 'n0', '--format', 'text'];
    const tail = hitmark(args, { FORCE_COLOR: '1', NO_COLOR: '' });
    const [line] = await tail.output(/.*n0.*\n/);
    tail.process.kill();
    await tail.end();
    expect(line).toContain('\u001B[32mevent');
  });
});

describe('hitmark replay', () => {
  const from = ['--from', '2020-01-01'];

  it('prints events again, with their ids', async () => {
    const args = ['replay', '--forwarder', 'stdout', ...from, '--name', 'n1', '--site', 's0'];
    const { status, stdout, stderr } = await hitmark(args).end();
    const exported = await hitmark(['export', '--name', 'n1', '--site', 's0']).end();
    expect(parse(stdout)).toEqual(parse(exported.stdout));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '500 events printed again\n' });
  });

  it('writes them into files again', async () => {
    const files = join(folder, 'files');
    const args = ['replay', '--forwarder', 'file', '--files.folder', files, ...from];
    expect((await hitmark([...args, '--name', 'n1']).end()).status).toBe(0);
    const [name = ''] = readdirSync(files);
    const exported = await hitmark(['export', '--name', 'n1']).end();
    expect(parse(readFileSync(join(files, name), 'utf8'))).toEqual(parse(exported.stdout));
  });

  it.each([
    [['--forwarder', 'nats', ...from], 2, /--forwarder: expected webhook, file/],
    [['--forwarder', 'kafka', ...from], 1, /no brokers are configured/],
    [from, 2, /--forwarder: expected/],
    [['--forwarder', 'stdout'], 2, /--from: expected/],
    [['--forwarder', 'file', ...from], 1, /no folder is configured: set --files.folder/],
    [['--forwarder', 'webhook', ...from], 1, /no webhooks are configured/],
  ])('says what it needs (%j)', async (args, status, expected) => {
    const run = await hitmark(['replay', ...args]).end();
    expect(run).toMatchObject({ status, stdout: '', stderr: expect.stringMatching(expected) });
  });
});
