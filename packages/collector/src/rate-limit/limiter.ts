import { detachedText } from '../text/detached-text.ts';

/** Counter of points by key, in fixed windows that are the same for all keys. */
export interface Limiter {
  /**
   * Takes points of a key's share of this window, all or none.
   *
   * @returns ms until the next window where they are too many, else 0
   */
  take(key: string, points: number): number;
}

/** Dependencies and bounds of a limiter. */
export interface LimiterOptions {
  /** Points of a key in each window. */
  readonly points: number;
  readonly windowMs: number;
  /**
   * Keys of a window, at most: a flood from ever new addresses must not fill the memory. Further keys are
   * not limited.
   * @defaultValue 100000: some 10 MB
   */
  readonly maxKeys?: number;
  /** Called once a window, when the first key is not counted any more. */
  readonly onFull: () => void;
  /**
   * Monotonic clock, ms.
   * @defaultValue performance.now
   */
  readonly now?: () => number;
}

const defaultMaxKeys = 100_000;

export function createLimiter({
  points: limit,
  windowMs,
  maxKeys = defaultMaxKeys,
  onFull,
  now = () => performance.now(),
}: LimiterOptions): Limiter {
  let taken = new Map<string, number>();
  let end = now() + windowMs;
  let isFull = false;

  function beginWindow(time: number): void {
    if (time < end) return;
    // A new map: one that was cleared keeps the memory of a flood.
    taken = new Map();
    end = time + windowMs;
    isFull = false;
  }

  function refuseKey(): void {
    if (!isFull) onFull();
    isFull = true;
  }

  return {
    take(key, points) {
      const time = now();
      beginWindow(time);
      const before = taken.get(key);
      if (before === undefined && taken.size >= maxKeys) {
        refuseKey();
        return 0;
      }
      const after = (before ?? 0) + points;
      if (after > limit) return end - time;
      // A key that is known keeps its text; a new one is part of a request, which it must not keep.
      taken.set(before === undefined ? detachedText(key) : key, after);
      return 0;
    },
  };
}
