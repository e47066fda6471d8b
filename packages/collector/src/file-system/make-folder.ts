import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A folder can't be made, or not be written into. */
class FolderError extends Error {
  override readonly name = 'FolderError';
  /** Code and system call, as in errors of `node:fs`. */
  readonly code: string | undefined;
  readonly syscall: string | undefined;

  constructor(folder: string, cause: NodeJS.ErrnoException) {
    super(`can not write into the folder ${folder} (${cause.message}): choose another`, { cause });
    this.code = cause.code;
    this.syscall = cause.syscall;
  }
}

/**
 * Makes a folder, with its parents, unless it is there. Events are personal data: nobody but the operator's
 * account reads what is made. Not by `recursive` of mkdirSync: where the system says that a folder is
 * missing whose parent is there, as it does of what can't be made in /proc, Node 24 asks again for ever.
 *
 * @returns the absolute path of the first that was made; null: all were there
 * @throws FolderError
 */
export function makeFolder(folder: string): string | null {
  try {
    const missing: string[] = [];
    let path = resolve(folder);
    for (; !existsSync(path) && path !== dirname(path); path = dirname(path)) missing.unshift(path);
    for (const each of missing) make(each);
    if (!statSync(folder).isDirectory()) make(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return missing[0] ?? null;
  } catch (error) {
    throw new FolderError(folder, error as NodeJS.ErrnoException);
  }
}

function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been first.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST' || !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw error;
  }
}
