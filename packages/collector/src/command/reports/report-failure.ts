import type { QueryProblem } from '@hitmark/report/query';
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

/** Flags of the command, by the path or the member of the query that each sets. */
const flags: ReadonlyMap<string | undefined, string> = new Map([
  ['site', '--site'],
  ['date_range[0]', '--from'],
  ['date_range[1]', '--to'],
  ['date_range', '--from and --to'],
  ['dimensions', '--by'],
  ['timezone', '--timezone'],
]);

function queryFailure(error: Error & { problems?: readonly QueryProblem[] }): CommandError {
  const { problems = [] } = error;
  // Two days can't be compared where one is none.
  const isDayWrong = problems.some(({ path }) => path.startsWith('date_range['));
  const lines = problems
    .filter(({ path }) => !isDayWrong || path !== 'date_range')
    .map(({ path, message }) => {
      const [member] = path.split(/[[.]/);
      return `${flags.get(path) ?? flags.get(member) ?? path}: ${message}`;
    });
  return new CommandError('usage', lines.join('; '), { cause: error });
}
