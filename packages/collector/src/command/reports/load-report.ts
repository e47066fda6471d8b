import { CommandError } from '../command-error.ts';

/** The package of the report, as far as it is used here. */
export type ReportPackage = typeof import('@hitmark/report');

/**
 * Loads `@hitmark/report`, which brings an engine of 70 MB: it may be missing.
 *
 * @throws CommandError that says how to install it
 */
export async function loadReport(): Promise<ReportPackage> {
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
