import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEventFiles } from '../../../src/forwarders/file/event-files.ts';
import { scratchFolder } from '../../scratch-folder.ts';

const dayMs = 24 * 60 * 60 * 1_000;
const noon = Date.parse('2026-11-22T12:00:00Z');

function open(maxBytes = 1_000) {
  const folder = join(scratchFolder(), 'a', 'events');
  const files = openEventFiles(folder, maxBytes);
  const names = (): string[] => readdirSync(folder).toSorted();
  const texts = (): string[] => names().map((name) => readFileSync(join(folder, name), 'utf8'));
  return { folder, files, names, texts };
}

const lines = (...events: readonly string[]): string[] => events.map((event) => `${event}\n`);

describe('event files', () => {
  it('get a line for each event, in order', () => {
    const { files, texts } = open();
    files.append(lines('{"a":1}', '{"a":2}'), noon);
    files.append(lines('{"a":"é"}'), noon + 1);
    expect(texts()).toEqual(['{"a":1}\n{"a":2}\n{"a":"é"}\n']);
  });

  it('are their owner’s alone', () => {
    const { folder, files, names } = open();
    files.append(lines('{}'), noon);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, String(names()[0]))).mode & 0o777).toBe(0o600);
  });

  it('are never written through a link, into a folder or a pipe, nor deleted as such', () => {
    const { folder, files, names } = open();
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'as it was\n');
    symlinkSync(victim, join(folder, 'events-20261122T130000000Z.ndjson'));
    mkdirSync(join(folder, 'events-20261122T140000000Z.ndjson'));
    execFileSync('mkfifo', [join(folder, 'events-20261122T150000000Z.ndjson')]);
    const strangers = names();
    files.append(lines('{"a":1}'), noon);
    files.append(lines('{"a":2}'), noon);
    files.deleteBefore(noon + 5 * dayMs);
    expect(names()).toEqual(strangers);
    files.append(lines('{"a":3}'), noon);
    const [own] = names().filter((name) => !strangers.includes(name));
    expect(readFileSync(join(folder, String(own)), 'utf8')).toBe('{"a":3}\n');
    expect(readFileSync(victim, 'utf8')).toBe('as it was\n');
  });

  it('are not made for nothing', () => {
    const { files, names } = open();
    files.append([], noon);
    expect(names()).toEqual([]);
  });

  it('are ended before a line too many, also within one call', () => {
    const { files, texts } = open(16);
    files.append(lines('{"a":1}', '{"a":2}', '{"a":3}'), noon);
    files.append(lines('{"a":4}'), noon);
    files.append(lines('{"a":5}'), noon);
    expect(texts()).toEqual(['{"a":1}\n{"a":2}\n', '{"a":3}\n{"a":4}\n', '{"a":5}\n']);
  });

  it('take a line that is longer than they may be, alone', () => {
    const { files, texts } = open(16);
    files.append(lines('{}', `{"a":"${'x'.repeat(20)}"}`, '{}'), noon);
    expect(texts()).toEqual(['{}\n', `{"a":"${'x'.repeat(20)}"}\n`, '{}\n']);
  });

  it('are ended with the day, and not by a clock that is set back', () => {
    const { files, texts } = open();
    files.append(lines('{"a":1}'), noon);
    files.append(lines('{"a":2}'), noon + dayMs);
    files.append(lines('{"a":3}'), noon);
    files.append(lines('{"a":4}'), noon - dayMs);
    expect(texts()).toEqual(['{"a":1}\n', '{"a":2}\n{"a":3}\n{"a":4}\n']);
  });

  it('are ended with the day and deleted in time after a clock that was ahead', () => {
    const { files, texts } = open();
    files.append(lines('{"a":1}'), noon + 9_000 * dayMs);
    files.append(lines('{"a":2}'), noon);
    files.append(lines('{"a":3}'), noon + dayMs);
    files.append(lines('{"a":4}'), noon + 2 * dayMs);
    expect(texts()).toEqual(['{"a":1}\n{"a":2}\n', '{"a":3}\n', '{"a":4}\n']);
    files.deleteBefore(noon + dayMs);
    expect(texts()).toEqual(['{"a":3}\n', '{"a":4}\n']);
  });

  it.each([
    ['after whole lines', '{"a":1}\n{"a":', '{"a":1}\n{"a":2}\n'],
    ['alone in its file', '{"a":', '{"a":2}\n'],
    ['longer than what is read at once', `{}\n${'x'.repeat(200_000)}`, '{}\n{"a":2}\n'],
  ])('lose a torn line before the next is added (%s)', (_name, before, after) => {
    const { folder, files, names, texts } = open(1_000_000);
    files.append(lines('{}'), noon);
    writeFileSync(join(folder, String(names()[0])), before);
    files.append(lines('{"a":2}'), noon);
    expect(texts()).toEqual([after]);
  });

  it('are deleted by day; what else lies in the folder is left alone', () => {
    const { folder, files, names } = open();
    files.append(lines('{}'), noon - dayMs);
    files.append(lines('{}'), noon);
    appendFileSync(join(folder, 'events-2020.ndjson.gz'), '');
    files.deleteBefore(noon);
    expect(names()).toEqual(['events-2020.ndjson.gz', 'events-20261122T120000000Z.ndjson']);
  });
});
