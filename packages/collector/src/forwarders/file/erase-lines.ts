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
 * Takes lines out of the event files of a folder, for who holds the lock. A file without such lines stays
 * as it is; another is written anew and put in its place. Torn lines go too: nobody can tell whose they
 * are, and the forwarder writes them again.
 *
 * @param isErased of a whole line
 * @param afterFile is told how many lines were taken out so far; what it throws ends the work there
 * @returns how many lines were taken out
 * @throws what the file system throws
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
