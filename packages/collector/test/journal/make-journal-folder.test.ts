import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeJournalFolder } from '../../src/journal/make-journal-folder.ts';
import { scratchFolder } from '../scratch-folder.ts';

// That a power cut leaves the folder is shown by test/power-cut.test.ts.

it('makes a folder with its parents, for nobody but the owner', () => {
  const folder = join(scratchFolder(), 'var', 'lib', 'hitmark');
  expect(makeJournalFolder(folder)).toBe(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('leaves a folder that is there as it is', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'mine'), '');
  const before = statSync(folder).mode;
  makeJournalFolder(folder);
  expect(statSync(folder).mode).toBe(before);
});

it('tells why a folder can not be made', () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeJournalFolder(join(file, 'data'))).toThrow(
    expect.objectContaining({ code: 'journal-unreadable', message: expect.stringContaining(file) }),
  );
});
