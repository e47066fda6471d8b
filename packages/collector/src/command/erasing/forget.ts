import { CommandError } from '../command-error.ts';
import { personFlags, readFilter } from '../events/event-filter.ts';
import { notice } from '../notice.ts';
import { readArguments } from '../read-arguments.ts';
import { forgottenOf } from '../reports/erase-from-report.ts';
import { interruptible } from '../serving/signals.ts';
import { eraseEverywhere } from './erase-everywhere.ts';
import { createProgress } from './progress.ts';

/**
 * `hitmark forget --visitor … | --user … | --recipient … | --data key=value`: erases somebody everywhere, and
 * prints how much there was of them.
 */
export async function forget(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, personFlags);
  const isTheirs = readFilter(flags);
  if (isTheirs === null || personFlags.filter((flag) => flags[flag] !== undefined).length > 1) {
    throw new CommandError('usage', 'expected one of --visitor, --user, --recipient and --data');
  }
  const progress = createProgress(false);
  const signal = interruptible('not everything is erased; run the same command again');
  try {
    const forgotten = [forgottenOf(flags)];
    const erased = await eraseEverywhere(options, {
      forgotten,
      isTheirs,
      progress,
      signal,
      notice(text) {
        progress.end();
        notice(text);
      },
    });
    progress.end();
    process.stdout.write(`${JSON.stringify(erased)}\n`);
  } finally {
    progress.end();
  }
}
