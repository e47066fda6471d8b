import type { ReadHeader } from './read-headers.ts';

/** A request as it came, read once: all that the pipeline knows of HTTP. */
export interface RawRequest {
  readonly method: string;
  /** The request target's path, as sent. */
  readonly path: string;
  /** The request target's query without `?`, as sent. */
  readonly query: string;
  /** Bytes of the request target. */
  readonly urlBytes: number;
  /** Names in lower case; as Node's `IncomingMessage.headers`. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The other end of the socket. */
  readonly remoteAddress: string;
  /** The socket itself is TLS. */
  readonly encrypted: boolean;
  /** The collector's clock, Unix ms. */
  readonly received: number;
}

/** Part of a request that its events are decided by, beside where it comes from. */
export type RequestHead = Pick<RawRequest, 'headers' | 'received'>;

/**
 * Makes a request of its parts.
 *
 * @param target request target, as sent: one character for each byte. Of an absolute one (RFC 9112 §3.2.2)
 *   the path and the query count
 */
export function rawRequest(
  target: string,
  rest: Omit<RawRequest, 'path' | 'query' | 'urlBytes'>,
): RawRequest {
  const start = target.startsWith('/') ? 0 : (absoluteStart.exec(target)?.[0].length ?? 0);
  const mark = target.indexOf('?', start);
  return {
    ...rest,
    path: target.slice(start, mark < 0 ? target.length : mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    urlBytes: target.length,
  };
}

/** Scheme and authority. */
const absoluteStart = /^https?:\/\/[^/?#]*/i;

/** A header's value; of one that was sent repeatedly, and that Node does not join, all of them. */
export function header(request: Pick<RequestHead, 'headers'>, name: ReadHeader): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
}

/**
 * Tells whether any value of a header matches. A header that came twice, from a browser and from a proxy
 * for example, is a list (RFC 9110 §5.3).
 */
export function someValue(
  request: Pick<RequestHead, 'headers'>,
  name: ReadHeader,
  matches: (part: string) => boolean,
): boolean {
  const value = header(request, name);
  return value !== null && value.split(',').some((part) => matches(part.trim()));
}
