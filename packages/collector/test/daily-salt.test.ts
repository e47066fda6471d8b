import { existsSync, linkSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createDailySalt, type DailySalt } from '../src/daily-salt.ts';
import { scratchFolder } from './scratch-folder.ts';

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

  it('is not taken from a file that is none', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'salt-2026-11-22'), 'short');
    expect(hex(createDailySalt(folder, log), noon)).toHaveLength(64);
  });
});
