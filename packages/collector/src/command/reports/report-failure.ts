import type { QueryProblem } from '@hitmark/report';
import { CommandError } from '../command-error.ts';

/**
 * Turns errors of the report into messages for the user.
 *
 * @throws CommandError
 */
export async function reportFailure<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const { name, code, message = '' } = error as Partial<NodeJS.ErrnoException>;
    if (error instanceof Error && name === 'QueryError') throw queryFailure(error);
    if (name !== 'StoreError' && name !== 'SettingsError') throw error;
    const text =
      code === 'store-locked'
        ? 'another hitmark has report.duckdb open, and is just starting or ending: try again'
        : message;
    throw new CommandError('failed', text, { cause: error });
  }
}

/** Flags of the command, by the member of the query that each sets. */
const flags: Readonly<Record<string, string>> = {
  site: '--site',
  date_range: '--days, --from and --to',
  dimensions: '--by',
  timezone: '--timezone',
};

function queryFailure(error: Error & { problems?: readonly QueryProblem[] }): CommandError {
  const lines = (error.problems ?? []).map(({ path, message }) => {
    const [, name = ''] = /^(\w+)/.exec(path) ?? [];
    return `${Object.hasOwn(flags, name) ? flags[name] : path}: ${message}`;
  });
  return new CommandError('usage', lines.join('; '), { cause: error });
}
