import { closeSync, constants, fchmodSync, fstatSync, openSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Something that is no plain file stands where one of ours should. */
class PlainFileError extends Error {
  override readonly name = 'PlainFileError';
  readonly code = 'not-plain-file';
  /** Name of the system call, as in errors of `node:fs`. */
  readonly syscall = 'open';

  constructor(path: string, options?: ErrorOptions) {
    super(
      `${path} is a link, a folder or a pipe: put a plain file in its place, or remove it`,
      options,
    );
  }
}

/**
 * Flags of opening: never through a link (Windows has no such flag), and without waiting for the other end
 * of a pipe.
 */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

/** Mode of a file that only its owner reads and writes. */
const mode = 0o600;

/**
 * Opens a file of ours. Another user who may write into its folder must not be able to lead us elsewhere by a link,
 * or to keep us waiting by a pipe.
 *
 * @param flags of `node:fs` constants; a file that they make is its owner's alone
 * @throws PlainFileError, and errors of the file system
 */
export function openPlainFileSync(path: string, flags: number): number {
  try {
    const file = openSync(path, flags | O_NOFOLLOW | O_NONBLOCK, mode);
    if (fstatSync(file).isFile()) return file;
    closeSync(file);
  } catch (error) {
    throw plainFileError(path, error) ?? error;
  }
  throw new PlainFileError(path);
}

/** Opens a file of ours; like `openPlainFileSync`. */
export async function openPlainFile(path: string, flags: number): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode);
  } catch (error) {
    throw plainFileError(path, error) ?? error;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new PlainFileError(path);
}

/** Makes an empty file of ours unless it is there; takes away what others may do with one that is. */
export function makePlainFile(path: string): void {
  const file = openPlainFileSync(path, constants.O_RDWR | constants.O_CREAT);
  try {
    fchmodSync(file, mode);
  } finally {
    closeSync(file);
  }
}

/** Error of a path that is no plain file: a link, a folder, or a pipe or socket that nobody reads from. */
function plainFileError(path: string, cause: unknown): PlainFileError | null {
  const { code = '' } = cause as NodeJS.ErrnoException;
  return ['ELOOP', 'EMLINK', 'EISDIR', 'ENXIO'].includes(code)
    ? new PlainFileError(path, { cause })
    : null;
}
