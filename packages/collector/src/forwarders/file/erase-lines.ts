import {
  closeSync,
  createReadStream,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { listEventFiles, syncFolder } from './event-files.ts';
import { readLines } from '../../text/read-lines.ts';

/** Suffix of a file that is being written anew. */
const partSuffix = '.part';

/**
 * Removes lines from the event files of a folder. The caller holds the lock. A file with such lines is written anew
 * and replaced; the others stay as they are. Torn lines are removed too: nobody can tell whose they are, and the
 * forwarder writes them again.
 *
 * @param isErased tells whether a whole line is to be removed
 * @param afterFile is called after each file with the number of lines removed so far; an error ends the work there
 * @returns the number of lines removed
 * @throws errors of the file system
 */
export async function eraseLines(
  folder: string,
  isErased: (line: string) => boolean,
  afterFile: (erased: number) => void,
): Promise<number> {
  // Removes parts of an earlier run that was killed.
  for (const name of readdirSync(folder).filter((each) => each.endsWith(`.ndjson${partSuffix}`))) {
    rmSync(join(folder, name));
  }
  let erased = 0;
  for (const name of listEventFiles(folder)) {
    const path = join(folder, name);
    let torn = 0;
    let taken = 0;
    for await (const line of readLines(createReadStream(path))) {
      if (!line.endsWith('\n')) torn += 1;
      else if (isErased(line)) taken += 1;
    }
    if (torn + taken > 0) await rewrite(path);
    erased += taken;
    afterFile(erased);
  }
  return erased;

  async function rewrite(path: string): Promise<void> {
    // A new one: not what a link leads to.
    const part = openSync(`${path}${partSuffix}`, 'wx', 0o600);
    try {
      for await (const line of readLines(createReadStream(path))) {
        if (line.endsWith('\n') && !isErased(line)) writeSync(part, line);
      }
      fsyncSync(part);
    } finally {
      closeSync(part);
    }
    renameSync(`${path}${partSuffix}`, path);
    syncFolder(folder);
  }
}
