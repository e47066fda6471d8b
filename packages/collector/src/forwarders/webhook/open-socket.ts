import { ADDRCONFIG, type LookupAddress } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as startTls } from 'node:tls';
import { hostOf, portOf, refuseAddress, type TargetRules } from './target-rules.ts';

/** The address that a name has led to is against the rules. Nothing was sent. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
  readonly code = 'private-address';
}

/**
 * Connects to a URL's host, by TLS for https. Before a byte is sent the address at the other end is
 * checked: of the socket itself, since a name may lead elsewhere each time it is looked up.
 *
 * @throws RefusedAddressError, and what connecting throws
 */
export async function openSocket(
  url: URL,
  rules: TargetRules,
  signal: AbortSignal,
): Promise<Socket> {
  const host = hostOf(url);
  const socket = connect({ host, port: portOf(url), lookup, signal }).on('error', ignore);
  try {
    await once(socket, 'connect', { signal });
    if (refuseAddress(socket.remoteAddress ?? '', rules) !== null) {
      throw new RefusedAddressError(`${host} led to an address that is not public`);
    }
    if (url.protocol === 'http:') return socket;
    const servername = isIP(host) === 0 ? host : '';
    const secure = startTls({ socket, host, servername }).on('error', ignore);
    await once(secure, 'secureConnect', { signal });
    return secure;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** Whoever waits for a socket is told of its error; one that comes later must not end the thread. */
function ignore(): void {}

/** For `connect`, which wants a callback and, unless it tries all addresses, the first one only. */
const lookup: LookupFunction = (...args) => void answerLookup(...args);

async function answerLookup(...[host, { all }, callback]: Parameters<LookupFunction>) {
  let found: LookupAddress[];
  try {
    found = await lookUpOnce(host);
  } catch (error) {
    callback(error as NodeJS.ErrnoException, []);
    return;
  }
  const [first] = found;
  if (all === true || first === undefined) callback(null, found);
  else callback(null, first.address, first.family);
}

const underWay = new Map<string, Promise<LookupAddress[]>>();

/**
 * Lookups block one of the process's four threads for files and names, for long where a name server is
 * dead: a name is looked up once at a time, however many attempts ask for it.
 */
async function lookUpOnce(host: string): Promise<LookupAddress[]> {
  const shared = underWay.get(host);
  if (shared !== undefined) return shared;
  const own = lookUp(host, { all: true, hints: ADDRCONFIG });
  underWay.set(host, own);
  try {
    return await own;
  } finally {
    underWay.delete(host);
  }
}
