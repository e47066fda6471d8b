import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { openCountries, startCountries } from '../../src/enrich/countries.ts';
import { makeCountryFile } from './make-country-file.ts';
import { scratchFolder } from '../scratch-folder.ts';

const log = pino({ level: 'silent' });
const networks = {
  '203.0.113.0/24': 'CH',
  '203.0.114.128/25': 'DE',
  '2001:db8:1::/48': 'FR',
};

function fileWith(content: string | Buffer = makeCountryFile(networks)): string {
  const file = join(scratchFolder(), 'countries.mmdb');
  writeFileSync(file, content);
  return file;
}

function makePipe(): string {
  const pipe = join(scratchFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

describe('the country of an address', () => {
  it.each([
    ['203.0.113.7', 'CH'],
    ['203.0.113.7:51234', 'CH'],
    ['::ffff:203.0.113.7', 'CH'],
    ['203.0.114.200', 'DE'],
    ['2001:db8:1:2::3', 'FR'],
    ['[2001:db8:1:2::3]:443', 'FR'],
  ])('%s is %s', (address, country) => {
    expect(openCountries(fileWith(), log).countryOf(address)).toBe(country);
  });

  it.each(['203.0.114.7', '2001:db8:2::', '198.51.100.1', 'unknown', '', '203.0.113'])(
    '%o is not known',
    (address) => {
      expect(openCountries(fileWith(), log).countryOf(address)).toBeNull();
    },
  );

  it('is a code of two letters or nothing, whatever the file says', () => {
    const file = fileWith(makeCountryFile({ '203.0.113.0/24': 'Switzerland' }));
    expect(openCountries(file, log).countryOf('203.0.113.7')).toBeNull();
  });

  it('is never known without a file', () => {
    expect(startCountries(null, log).countryOf('203.0.113.7')).toBeNull();
  });
});

describe('a file', () => {
  it.each([
    ['is missing', () => join(scratchFolder(), 'missing.mmdb')],
    ['is none of MaxMind’s', () => fileWith('text')],
    ['is empty', () => fileWith('')],
  ])('that %s is a problem of the configuration', (_, file) => {
    expect(() => openCountries(file(), log)).toThrow(/geo\.file: expected a MaxMind file, got .+/);
  });

  it.each([
    ['a folder', () => scratchFolder()],
    ['a pipe, which would be waited for without end', () => makePipe()],
  ])('that is %s is a problem of the configuration', (_, file) => {
    expect(() => openCountries(file(), log)).toThrow(/geo\.file: expected a MaxMind file, got .+/);
  });

  it('that a pipe takes the place of serves as it was', async () => {
    const file = fileWith();
    const countries = openCountries(file, log);
    renameSync(makePipe(), file);
    await countries.refresh();
    expect(countries.countryOf('203.0.113.7')).toBe('CH');
  });

  it('that another takes the place of is read again', async () => {
    const file = fileWith();
    const countries = openCountries(file, log);
    writeFileSync(`${file}.new`, makeCountryFile({ '203.0.113.0/24': 'AT' }));
    expect(countries.countryOf('203.0.113.7')).toBe('CH');
    renameSync(`${file}.new`, file);
    await countries.refresh();
    expect(countries.countryOf('203.0.113.7')).toBe('AT');
  });

  it('that can not be read again serves as it was, which is logged', async () => {
    const lines: string[] = [];
    const file = fileWith();
    const countries = openCountries(file, pino({}, { write: (line: string) => lines.push(line) }));
    writeFileSync(file, 'half a file');
    await countries.refresh();
    expect(countries.countryOf('203.0.113.7')).toBe('CH');
    rmSync(file);
    await countries.refresh();
    expect(countries.countryOf('203.0.113.7')).toBe('CH');
    expect(lines.filter((line) => line.includes('countries-unreadable'))).toHaveLength(2);
  });
});
