import { CommandError } from '../command-error.ts';
import { personFlags, readFilter } from '../events/event-filter.ts';
import { notice } from '../notice.ts';
import { readArguments } from '../read-arguments.ts';
import { forgottenOf } from '../reports/erase-from-report.ts';
import { createInterruptSignal } from '../serving/signals.ts';
import { eraseEverywhere } from './erase-everywhere.ts';
import { createProgress } from './progress.ts';

/** Flags that choose whose events are erased; exactly one is given. */
const whose = [...personFlags, 'site'] as const;

/**
 * `hitmark forget --visitor … | --user … | --recipient … | --where key=value | --site … --yes`: erases somebody, or
 * a whole site, everywhere, and prints how much there was of them.
 */
export async function forget(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, whose, 0, ['yes']);
  const { yes, ...choice } = flags;
  const isTheirs = readFilter(choice);
  if (isTheirs === null || whose.filter((flag) => choice[flag] !== undefined).length > 1) {
    const expected = 'expected one of --visitor, --user, --recipient, --where and --site';
    throw new CommandError('usage', expected);
  }
  if (choice['site'] !== undefined && yes === undefined) {
    const message = `--site ${choice['site']} erases every event of the site: add --yes if that is what you want`;
    throw new CommandError('usage', message);
  }
  const progress = createProgress(false);
  const signal = createInterruptSignal('not everything is erased; run the same command again');
  try {
    const forgotten = [forgottenOf(choice)];
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
