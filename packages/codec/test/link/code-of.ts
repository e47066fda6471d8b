import { LinkError } from '@hitmark/codec';

/** The code of the LinkError that `run` throws; undefined where it throws none. */
export function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof LinkError) return error.code;
    throw error;
  }
}
