import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createDailySalt, type DailySalt } from '../../src/visitors/daily-salt.ts';
import { scratchFolder } from '../scratch-folder.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const hourMs = 3_600_000;
const log = pino({ level: 'silent' });

function hex(salt: DailySalt, time: number): string {
  return Buffer.from(salt.at(time)).toString('hex');
}

describe('the salt of a day', () => {
  it('is the same from midnight to midnight (UTC), and another one then', () => {
    const salt = createDailySalt(scratchFolder(), log);
    const today = hex(salt, noon - 12 * hourMs);
    expect(hex(salt, noon)).toBe(today);
    expect(hex(salt, noon + 12 * hourMs - 1)).toBe(today);
    expect(hex(salt, noon + 12 * hourMs)).not.toBe(today);
  });

  it('survives a restart, and is the same for all processes', () => {
    const folder = scratchFolder();
    const today = hex(createDailySalt(folder, log), noon);
    expect(hex(createDailySalt(folder, log), noon + hourMs)).toBe(today);
  });

  it('is nobody’s to read', () => {
    const folder = scratchFolder();
    createDailySalt(folder, log).at(noon);
    expect(readdirSync(folder)).toEqual(['salt-2026-11-22']);
    expect(statSync(join(folder, 'salt-2026-11-22')).mode & 0o777).toBe(0o600);
  });

  it('is destroyed when the next one is made, on disk and in memory', async () => {
    const folder = scratchFolder();
    const salt = createDailySalt(folder, log);
    const today = salt.at(noon);
    salt.at(noon + 12 * hourMs);
    await expect.poll(() => readdirSync(folder)).toEqual(['salt-2026-11-23']);
    expect([...today].every((byte) => byte === 0)).toBe(true);
  });

  it('is destroyed after midnight though no hit comes', async () => {
    const folder = scratchFolder();
    const salt = createDailySalt(folder, log);
    const today = salt.at(noon);
    await salt.destroy({ exceptOf: noon + hourMs });
    expect(readdirSync(folder)).toHaveLength(1);
    await salt.destroy({ exceptOf: noon + 12 * hourMs });
    expect(readdirSync(folder)).toEqual([]);
    expect([...today].every((byte) => byte === 0)).toBe(true);
  });

  it('is overwritten before it is deleted', async () => {
    const folder = scratchFolder();
    const salt = createDailySalt(folder, log);
    const file = join(folder, 'salt-2026-11-22');
    salt.at(noon);
    linkSync(file, join(folder, 'kept'));
    await salt.destroy({ exceptOf: null });
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(join(folder, 'kept'))).toEqual(Buffer.alloc(32));
  });

  it('is not made again for what was received just before midnight', () => {
    const salt = createDailySalt(scratchFolder(), log);
    const tomorrow = hex(salt, noon + 12 * hourMs);
    expect(hex(salt, noon)).toBe(tomorrow);
  });

  it('is made anew where the clock was set back by more than a day', () => {
    const salt = createDailySalt(scratchFolder(), log);
    const future = hex(salt, noon + 1_000 * hourMs);
    expect(hex(salt, noon)).not.toBe(future);
  });

  it('is kept in memory where it can not be kept on disk, and that is logged', () => {
    const lines: string[] = [];
    const loud = pino({}, { write: (line: string) => lines.push(line) });
    const salt = createDailySalt(join(scratchFolder(), 'missing'), loud);
    expect(hex(salt, noon)).toBe(hex(salt, noon));
    expect(hex(salt, noon)).toHaveLength(64);
    expect(lines.join()).toContain('salt-not-kept');
  });

  it('of today that another process is writing is not destroyed', async () => {
    const folder = scratchFolder();
    const file = join(folder, 'salt-2026-11-22.4711-0a1b2c3d');
    writeFileSync(file, Buffer.alloc(32, 1));
    const salt = createDailySalt(folder, log);
    await salt.destroy({ exceptOf: noon });
    expect(readFileSync(file)).toEqual(Buffer.alloc(32, 1));
    await salt.destroy({ exceptOf: noon + 24 * hourMs });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not taken from a file that is none', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'salt-2026-11-22'), 'short');
    expect(hex(createDailySalt(folder, log), noon)).toHaveLength(64);
  });
});

/** Entries that another user may have put into the folder of salts. */
const strangers: [string, (path: string, folder: string) => void][] = [
  ['a link', (path, folder) => symlinkSync(join(folder, 'victim'), path)],
  ['a link to nothing', (path, folder) => symlinkSync(join(folder, 'nothing'), path)],
  ['a folder', (path) => mkdirSync(path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
];

describe.each(strangers)('%s with the name of a salt', (_what, put) => {
  it('is left alone, and keeps no salt from its end', async () => {
    const folder = scratchFolder();
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'x'.repeat(32));
    const names = ['salt-2026-11-01', 'salt-2026-11-03', 'salt-2026-11-03.12-0123abcd'];
    for (const name of names) put(join(folder, name), folder);
    writeFileSync(join(folder, 'salt-2026-11-02'), Buffer.alloc(32, 1));
    writeFileSync(join(folder, 'salt-2026-11-04'), Buffer.alloc(32, 1));
    await createDailySalt(folder, log).destroy({ exceptOf: noon });
    expect(readdirSync(folder)).toEqual([...names, 'victim']);
    expect(readFileSync(victim, 'utf8')).toBe('x'.repeat(32));
  });

  it('is not read: the salt of that day is kept in memory, which is logged', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'victim'), 'x'.repeat(32));
    put(join(folder, 'salt-2026-11-22'), folder);
    const lines: string[] = [];
    const loud = pino({}, { write: (line: string) => lines.push(line) });
    const salt = createDailySalt(folder, loud);
    expect(hex(salt, noon)).toBe(hex(salt, noon + hourMs));
    expect(hex(salt, noon)).not.toBe(Buffer.from('x'.repeat(32)).toString('hex'));
    expect(lines.join()).toContain('salt-not-kept');
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });
});

describe('a file that only resembles a salt', () => {
  it.each(['salt-recipes.txt', 'salt-2026-11-01.bak', 'salt-', 'salt-2026-11-01x'])(
    'by its name is left alone: %s',
    async (name) => {
      const folder = scratchFolder();
      writeFileSync(join(folder, name), 'flour');
      await createDailySalt(folder, log).destroy({ exceptOf: null });
      expect(readFileSync(join(folder, name), 'utf8')).toBe('flour');
    },
  );

  it('but is too large for one is left alone', async () => {
    const folder = scratchFolder();
    const text = 'flour'.repeat(100);
    writeFileSync(join(folder, 'salt-2026-11-01'), text);
    await createDailySalt(folder, log).destroy({ exceptOf: null });
    expect(readFileSync(join(folder, 'salt-2026-11-01'), 'utf8')).toBe(text);
  });
});
