import { ADDRCONFIG, type LookupAddress } from 'node:dns';
import { lookup as lookUpAll } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as startTls } from 'node:tls';
import {
  hostOf,
  portOf,
  refuseAddress,
  refuseTarget,
  type TargetRefusal,
  type TargetRules,
} from '../../targets/target-rules.ts';

/** The rules forbid to send anything to a URL. No byte was sent. */
export class RefusedTargetError extends Error {
  override readonly name = 'RefusedTargetError';
  readonly code: TargetRefusal;

  constructor(code: TargetRefusal) {
    super(`a webhook may not be sent there: ${code}`);
    this.code = code;
  }
}

/**
 * Connects to a URL's host, by TLS for https. Every address of a name is checked before a connection is
 * made, and only those are connected to; then, before a byte is sent, the one at the socket's other end.
 *
 * @throws RefusedTargetError, and what looking up and connecting throw
 */
export type OpenSocket = (url: string, signal: AbortSignal) => Promise<Socket>;

/** Finds all addresses of a host name. */
export type LookUp = (host: string) => Promise<readonly LookupAddress[]>;

/** Makes the function that connects by some rules. */
export function createOpenSocket(rules: TargetRules, lookUp: LookUp = systemLookUp): OpenSocket {
  const lookUpOnce = shareRunning(lookUp);

  async function findAddresses(host: string): Promise<readonly LookupAddress[]> {
    const family = isIP(host);
    return family === 0 ? lookUpOnce(host) : [{ address: host, family }];
  }

  function checkAddress(address: string): void {
    refuse(refuseAddress(address, rules));
  }

  return async (text, signal) => {
    refuse(refuseTarget(text, rules));
    const url = new URL(text);
    const host = hostOf(url);
    const addresses = await findAddresses(host);
    // Of several every one: which is connected to would be chance.
    for (const { address } of addresses) checkAddress(address);
    signal.throwIfAborted();
    const lookup = answerWith(addresses);
    const socket = connect({ host, port: portOf(url), lookup, signal }).on('error', ignore);
    try {
      await once(socket, 'connect', { signal });
      checkAddress(socket.remoteAddress ?? '');
      if (url.protocol === 'http:') return socket;
      const servername = isIP(host) === 0 ? host : '';
      const secure = startTls({ socket, host, servername }).on('error', ignore);
      await once(secure, 'secureConnect', { signal });
      return secure;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
}

function refuse(refusal: TargetRefusal | null): void {
  if (refusal !== null) throw new RefusedTargetError(refusal);
}

/** Listener for errors of a socket that nobody waits for any more: without one they would end the thread. */
function ignore(): void {}

/** For `connect`, which wants a callback and, unless it tries all addresses, the first one only. */
function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  const [first] = addresses;
  return (host, { all }, callback) => {
    if (first === undefined) {
      callback(Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' }), []);
    } else if (all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  };
}

const systemLookUp: LookUp = (host) => lookUpAll(host, { all: true, hints: ADDRCONFIG });

/**
 * Lookups block one of the process's four threads for files and names, for long where a name server is
 * dead: a name is looked up once at a time, however many attempts ask for it.
 */
function shareRunning(lookUp: LookUp): LookUp {
  const running = new Map<string, Promise<readonly LookupAddress[]>>();
  return async (host) => {
    const shared = running.get(host);
    if (shared !== undefined) return shared;
    const own = lookUp(host);
    running.set(host, own);
    try {
      return await own;
    } finally {
      running.delete(host);
    }
  };
}
