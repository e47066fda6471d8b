import { closeSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '@hitmark/codec';
import { makeFolder } from '../../file-system/make-folder.ts';
import { openPlainFileSync } from '../../file-system/plain-file.ts';

/** The key of the demo's links: made once, kept beside the journal, for its owner's eyes only. */
export function demoKey(folder: string): string {
  const path = join(folder, 'demo-link-key');
  makeFolder(folder);
  try {
    writeFileSync(path, `${generateKey('demo')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const file = openPlainFileSync(path, constants.O_RDONLY);
  try {
    return readFileSync(file, 'utf8').trim();
  } finally {
    closeSync(file);
  }
}
