import QuickLRU from 'quick-lru';
import { digest } from './secret.ts';

/** Limit of attempts that fail. */
export interface AttemptLimit {
  /** Attempts that may fail one after another. */
  readonly burst: number;
  /** Time between two further attempts, in ms. */
  readonly intervalMs: number;
}

/** Counts failed attempts by key. */
export interface Attempts {
  /**
   * Counts an attempt, before it is known whether it fails.
   *
   * @returns ms until the next may be made; 0: this one may
   */
  begin(key: string, limit: AttemptLimit, nowMs: number): number;
  /** Forgets a key's attempts: the last was right. */
  succeed(key: string): void;
}

/** Keys that are remembered; the least used are forgotten first. */
const maxKeys = 10_000;

/** Creates counters of attempts: one is given back in each interval. */
export function createAttempts(): Attempts {
  /**
   * Time at which all attempts of a key are given back, by key, Unix ms. Keys come from outside, and
   * so are kept as digests, which are short.
   */
  const clearAt = new QuickLRU<string, number>({ maxSize: maxKeys });
  return {
    begin(text, { burst, intervalMs }, nowMs) {
      const key = keyOf(text);
      // No later than after a burst: a clock that was ahead must not lock anybody out.
      const latest = nowMs + burst * intervalMs;
      const clear = Math.min(Math.max(clearAt.get(key) ?? 0, nowMs), latest);
      const waitMs = clear + intervalMs - latest;
      if (waitMs > 0) {
        clearAt.set(key, clear);
        return waitMs;
      }
      clearAt.set(key, clear + intervalMs);
      return 0;
    },
    succeed: (text) => void clearAt.delete(keyOf(text)),
  };
}

function keyOf(text: string): string {
  return digest(text).toString('base64');
}
