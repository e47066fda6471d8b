import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFileLock } from '../../../src/forwarders/file/file-lock.ts';
import { scratchFolder } from '../../scratch-folder.ts';

it('keeps a second one out until it is free', () => {
  const journal = join(scratchFolder(), 'journal.db');
  const [first, second] = [openFileLock(journal, 0), openFileLock(journal, 0)];
  first.take();
  expect(() => second.take()).toThrow('locked');
  first.free();
  expect(second.hold(() => 'held')).toBe('held');
  first.close();
  second.close();
});

it('is its owner’s alone, as is one that an earlier version has made', () => {
  const folder = scratchFolder();
  const file = join(folder, 'files.lock');
  openFileLock(join(folder, 'journal.db'), 0).close();
  expect(readdirSync(folder)).toEqual(['files.lock']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  chmodSync(file, 0o644);
  openFileLock(join(folder, 'journal.db'), 0).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('is not looked for behind a link', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'victim'), 'as it was', { mode: 0o644 });
  symlinkSync(join(folder, 'victim'), join(folder, 'files.lock'));
  expect(() => openFileLock(join(folder, 'journal.db'), 0)).toThrow('is a link');
  expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('as it was');
  expect(statSync(join(folder, 'victim')).mode & 0o777).toBe(0o644);
});
