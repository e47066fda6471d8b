import type { IncomingMessage } from 'node:http';
import { isLoopbackSocket } from './client-address.ts';
import { hostOf, isLoopbackName } from '../server/own-host.ts';

/** Headers by which a proxy tells for whom it asks. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Tells whether a request comes from this machine itself, and by one of its names. */
export function isFromThisMachine({ headers, socket }: IncomingMessage): boolean {
  if (proxyHeaders.some((name) => headers[name] !== undefined)) return false;
  return (
    isLoopbackSocket(socket.remoteAddress ?? '') && isLoopbackName(hostOf(headers.host ?? '') ?? '')
  );
}
