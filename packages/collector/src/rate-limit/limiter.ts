import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts what comes under each key, in windows of fixed length. */
export interface Limiter {
  /** Takes so many of what a key has left; answers how many ms it must wait, 0: none. */
  take(key: string, points: number): Promise<number>;
}

/**
 * Keys of a window, at most: a flood from ever new addresses must not fill the memory. It takes about
 * 350 bytes a key, and two windows overlap. New keys beyond are not limited.
 */
const maxKeys = 50_000;

/**
 * Makes a limiter in memory.
 *
 * @param points what each key may take in a window
 * @param windowMs length of a window
 */
export function createLimiter(points: number, windowMs: number, keys = maxKeys): Limiter {
  const options = { points, duration: windowMs / 1_000, keyPrefix: '' };
  let window = { limiter: new RateLimiterMemory(options), keys: 0, since: performance.now() };

  /** The library forgets each key by itself, but tells nobody how many it knows. */
  function current(): typeof window {
    if (performance.now() - window.since >= windowMs) {
      window = { limiter: new RateLimiterMemory(options), keys: 0, since: performance.now() };
    }
    return window;
  }

  return {
    async take(asked, taken) {
      // A text of its own, as `ownText` makes one, in a third of the time: each event comes through here.
      const key = JSON.stringify(asked);
      const at = current();
      if (at.keys >= keys && (await at.limiter.get(key)) === null) return 0;
      const { consumedPoints, msBeforeNext, isFirstInDuration } = await consume(at, key, taken);
      if (isFirstInDuration) at.keys += 1;
      return consumedPoints > points ? Math.max(1, msBeforeNext) : 0;
    },
  };
}

/** What is too much the library rejects, with the same figures. */
async function consume(
  { limiter }: { readonly limiter: RateLimiterMemory },
  key: string,
  points: number,
): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, points);
  } catch (rejected) {
    if (rejected instanceof RateLimiterRes) return rejected;
    throw rejected;
  }
}
