import { hash } from 'node:crypto';
import { dirname } from 'node:path';
import type { Options } from './configuration/index.ts';
import { createDailySalt } from './daily-salt.ts';
import type { Journal } from './journal/index.ts';
import type { Log } from './log.ts';
import type { DailyTraits, PipelineTools } from './pipeline/settings.ts';

/** How long after midnight a salt may live on, where no hit comes. */
const intervalMs = 30_000;

/**
 * Visitors without cookies, with their salts beside the journal. Each salt is destroyed when its day is
 * over, whether or not a hit comes (no process is held open for it); where visitors are not told apart
 * this way, what is left of them is.
 */
export function startDailyVisitors(
  journal: Pick<Journal, 'path'>,
  { visitors }: Pick<Options['privacy'], 'visitors'>,
  { now, log }: { readonly now: () => number; readonly log: Log },
): PipelineTools['dailyVisitor'] {
  const salt = createDailySalt(dirname(journal.path), log);
  const destroyOthers = (): Promise<void> =>
    salt.destroy({ exceptOf: visitors === 'daily' ? now() : null });
  if (visitors === 'daily') setInterval(() => void destroyOthers(), intervalMs).unref();
  void destroyOthers();
  return (traits, time) => dailyVisitor(traits, salt.at(time));
}

/**
 * 32 hex digits, which nobody can trace back or compare with another day's once the salt is destroyed.
 * Two people behind one address with the same browser are one visitor; one person on two networks, or on
 * two sites, is two.
 */
export function dailyVisitor({ site, address, userAgent }: DailyTraits, salt: Uint8Array): string {
  const traits = JSON.stringify([site, address, userAgent]);
  // A secret prefix is as good as an HMAC where half of the digest is kept, and takes a third of the time.
  return hash('sha256', Buffer.concat([salt, Buffer.from(traits)])).slice(0, 32);
}
