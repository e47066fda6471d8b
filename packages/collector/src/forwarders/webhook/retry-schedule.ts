const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** Delays between each failed attempt and the next: the Standard Webhooks spec's example. */
const delaysMs = [5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs];
/**
 * A random part of the delay, at most this share of it, is added: so a receiver that is back does not get everything
 * at once.
 */
const jitter = 0.2;
/** Longest time for which a receiver can put an attempt off by Retry-After: the longest delay. */
const maxRetryAfterMs = 10 * hourMs;

/** No attempt is put off for longer. */
export const maxDelayMs = maxRetryAfterMs * (1 + jitter);

/**
 * Time to wait after a failure, in ms; null: that was the last attempt.
 *
 * @param attempts number of attempts that have failed, from 1
 * @param random from 0 to 1
 */
export function retryDelayMs(attempts: number, random: number): number | null {
  const delay = delaysMs[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (1 + jitter * random));
}

/**
 * Time that a Retry-After header asks to wait, in ms; null for none, or one that can't be read.
 *
 * @param header seconds or an HTTP date (RFC 9110, 10.2.3)
 * @param now Unix ms
 */
export function readRetryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const wait = /^\d+$/.test(header) ? Number(header) * secondMs : Date.parse(header) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), maxRetryAfterMs);
}
