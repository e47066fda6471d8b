import { CommandError } from '../command-error.ts';

/**
 * Loads a part of `@hitmark/report`, which brings an engine of 70 MB: the package may be missing.
 *
 * @param load imports the part: each command loads only what it needs, since the whole takes 0.8 s
 * @throws CommandError that says how to install it
 */
export async function loadReport<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new CommandError(
      'failed',
      'the report needs the package @hitmark/report: npm install @hitmark/report',
      { cause },
    );
  }
}
