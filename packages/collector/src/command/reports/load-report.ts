import type * as Report from '@hitmark/report';
import { CommandError } from '../command-error.ts';

/**
 * Loads `@hitmark/report`, which brings an engine of 70 MB: it may be missing.
 *
 * @throws CommandError that says how to install it
 */
export async function loadReport(): Promise<typeof Report> {
  try {
    return await import('@hitmark/report');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new CommandError(
      'failed',
      'the report needs the package @hitmark/report: npm install @hitmark/report',
      { cause },
    );
  }
}
