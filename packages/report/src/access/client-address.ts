import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

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

/** Groups of an IPv6 address, and those of its network of 64 bits. */
const [groupsOfAddress, groupsOfNetwork] = [8, 4];

/** Network of an address, for limits: of IPv6 a customer has 64 bits, and so any number of addresses. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(groupsOfAddress - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].slice(0, groupsOfNetwork).join(':');
}
