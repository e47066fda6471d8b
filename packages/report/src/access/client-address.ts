import type { IncomingMessage } from 'node:http';

/**
 * Address of whoever sends a request, for limits. A proxy on this machine tells it last in
 * `X-Forwarded-For`; from elsewhere the header is anybody's.
 */
export function clientAddress({ headers, socket }: IncomingMessage): string {
  const { remoteAddress = '' } = socket;
  if (!isLoopbackSocket(remoteAddress)) return remoteAddress;
  const last = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return last || remoteAddress;
}

/** Tells whether the other end of a connection is on this machine. */
export function isLoopbackSocket(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);
}
