import type { IncomingMessage } from 'node:http';

/**
 * Finds the address of a client, for limits. A proxy on this machine adds it at the end of `X-Forwarded-For`. In
 * requests from elsewhere anybody may have written that header.
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
