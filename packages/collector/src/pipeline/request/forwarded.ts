import { header, type RequestHead } from './raw-request.ts';
import type { ReadHeader } from './read-headers.ts';

/**
 * Returns what the outermost trusted proxy wrote into an `X-Forwarded-…` header. With two trusted proxies it is the
 * second entry from the right, and so on; the client wrote the entries left of it. A header with fewer entries gives
 * its leftmost, since most proxies set protocol and host only once. Null: there is none.
 */
export function forwarded(
  request: Pick<RequestHead, 'headers'>,
  name: Extract<ReadHeader, `x-forwarded-${string}`>,
  trustedProxyHops: number,
): string | null {
  const value = trustedProxyHops > 0 ? header(request, name) : null;
  return value === null ? null : entryFromRight(value, trustedProxyHops) || null;
}

/**
 * Returns the entry at a place counted from the right. It reads no further: a client may have sent thousands of
 * entries.
 */
function entryFromRight(value: string, count: number): string {
  let end = value.length;
  for (let left = count; left > 1; left -= 1) {
    const comma = commaBefore(value, end);
    if (comma < 0) break;
    end = comma;
  }
  return value.slice(commaBefore(value, end) + 1, end).trim();
}

function commaBefore(value: string, end: number): number {
  // A negative place counts as the first.
  return end === 0 ? -1 : value.lastIndexOf(',', end - 1);
}
