import { dirname } from 'node:path';
import type { Options } from '../configuration/index.ts';
import { createDailySalt, type DailySalt } from './daily-salt.ts';
import type { JournalCore } from '../journal/index.ts';
import type { Log } from '../log.ts';

/** Time after midnight for which a salt may live on, in ms, where no hit comes. */
const intervalMs = 30_000;

/**
 * Salts of visitors without cookies, beside the journal. Each salt is destroyed when its day is over,
 * whether or not a hit comes (no process is held open for it); where visitors are not told apart this way,
 * what is left of them is.
 */
export function startDailySalt(
  journal: Pick<JournalCore, 'path'>,
  { visitors }: Pick<Options['privacy'], 'visitors'>,
  { now, log }: { readonly now: () => number; readonly log: Log },
): Pick<DailySalt, 'at'> & { close(): void } {
  const salt = createDailySalt(dirname(journal.path), log);
  const destroyOthers = (): Promise<void> =>
    salt.destroy({ exceptOf: visitors === 'daily' ? now() : null });
  const timer = setInterval(() => void destroyOthers(), intervalMs).unref();
  if (visitors !== 'daily') clearInterval(timer);
  void destroyOthers();
  return { at: (time) => salt.at(time), close: () => clearInterval(timer) };
}
