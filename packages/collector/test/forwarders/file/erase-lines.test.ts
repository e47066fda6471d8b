import {
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eraseLines } from '../../../src/forwarders/file/erase-lines.ts';
import { scratchFolder } from '../../scratch-folder.ts';

const first = 'events-20261121T000000000Z.ndjson';
const second = 'events-20261122T000000000Z.ndjson';

function fill(files: Readonly<Record<string, string>>): string {
  const folder = scratchFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const read = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );

const erase = (folder: string, afterFile = (): void => {}): Promise<number> =>
  eraseLines(folder, (line) => line.includes('forget'), afterFile);

describe('lines', () => {
  it('go from every file, and the others stay as they were', async () => {
    const folder = fill({
      [first]: 'keep 1\nforget 1\nkeep \u2028 2\n',
      [second]: 'forget 2\nforget 3\n',
      'notes.txt': 'forget\n',
    });
    expect(await erase(folder)).toBe(3);
    expect(read(folder)).toEqual({
      [first]: 'keep 1\nkeep \u2028 2\n',
      [second]: '',
      'notes.txt': 'forget\n',
    });
  });

  it('are not looked for behind a link, nor written through one', async () => {
    const folder = fill({ [first]: 'keep\nforget\n', victim: 'forget\n' });
    symlinkSync(join(folder, 'victim'), join(folder, second));
    symlinkSync(join(folder, 'victim'), join(folder, `${first}.part`));
    expect(await erase(folder)).toBe(1);
    expect(read(folder)).toEqual({
      [first]: 'keep\n',
      [second]: 'forget\n',
      victim: 'forget\n',
    });
    expect(lstatSync(join(folder, second)).isSymbolicLink()).toBe(true);
  });

  it('are found across the pieces in which a file is read', async () => {
    const long = 'é'.repeat(200_000);
    const folder = fill({ [first]: `${long}\nforget ${long}\n${long}\n` });
    expect(await erase(folder)).toBe(1);
    expect(read(folder)[first]).toBe(`${long}\n${long}\n`);
  });

  it('that are torn go too, and count for nothing', async () => {
    const folder = fill({ [first]: 'keep\nforg' });
    expect(await erase(folder)).toBe(0);
    expect(read(folder)).toEqual({ [first]: 'keep\n' });
  });

  it('of a file without any of them are not even written again', async () => {
    const folder = fill({ [first]: 'keep\n' });
    const { ino } = statSync(join(folder, first));
    await erase(folder);
    expect(statSync(join(folder, first)).ino).toBe(ino);
  });

  it('are the owner’s alone in the new file', async () => {
    const folder = fill({ [first]: 'forget\n' });
    await erase(folder);
    expect(statSync(join(folder, first)).mode & 0o777).toBe(0o600);
  });
});

it('what was killed in the middle is cleared away by the next try', async () => {
  const folder = fill({ [`${first}.part`]: 'keep\n', [first]: 'keep\nforget\n' });
  expect(await erase(folder)).toBe(1);
  expect(read(folder)).toEqual({ [first]: 'keep\n' });
});

it('ends between two files where it is asked to', async () => {
  const folder = fill({ [first]: 'forget\n', [second]: 'forget\n' });
  const stop = (): void => {
    throw new Error('stop');
  };
  await expect(erase(folder, stop)).rejects.toThrow('stop');
  expect(read(folder)).toEqual({ [first]: '', [second]: 'forget\n' });
});
