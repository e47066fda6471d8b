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

/** Error where the rules forbid a URL. No byte was sent to it. */
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
 * @throws RefusedTargetError, and errors of the look-up and the connection
 */
export type OpenSocket = (url: string, signal: AbortSignal) => Promise<Socket>;

/** Finds all addresses of a host name. */
export type LookUp = (host: string) => Promise<readonly LookupAddress[]>;

/** Creates the function that connects to URLs that the rules allow. */
export function createOpenSocket(rules: TargetRules, lookUp: LookUp = systemLookUp): OpenSocket {
  const lookUpOnce = shareRunning(lookUp);

  async function findAddresses(host: string): Promise<readonly LookupAddress[]> {
    const family = isIP(host);
    return family === 0 ? lookUpOnce(host) : [{ address: host, family }];
  }

  return async (text, signal) => {
    refuse(refuseTarget(text, rules));
    const url = new URL(text);
    const host = hostOf(url);
    const addresses = await findAddresses(host);
    // All addresses are checked: which of them is connected to is chance.
    for (const { address } of addresses) refuse(refuseAddress(address, rules));
    signal.throwIfAborted();
    const lookup = lookupOf(addresses);
    const socket = connect({ host, port: portOf(url), lookup, signal }).on('error', ignore);
    try {
      await once(socket, 'connect', { signal });
      checkOtherEnd(socket, rules);
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

/**
 * Checks the address at a socket's other end.
 *
 * @throws RefusedTargetError; ECONNRESET where the connection has ended already, and there is no other end
 */
export function checkOtherEnd(
  { remoteAddress }: Pick<Socket, 'remoteAddress'>,
  rules: TargetRules,
): void {
  if (remoteAddress !== undefined) return refuse(refuseAddress(remoteAddress, rules));
  throw Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' });
}

function refuse(refusal: TargetRefusal | null): void {
  if (refusal !== null) throw new RefusedTargetError(refusal);
}

/** Listener for errors of a socket that nobody waits for any more: without one they would end the thread. */
function ignore(): void {}

/** Look-up for `connect` that answers with known addresses: all of them, or the first where only one is wanted. */
function lookupOf(addresses: readonly LookupAddress[]): LookupFunction {
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
 * Shares look-ups of the same name that run at once. Each blocks one of the process's four threads for files and
 * names, for long if a name server is dead.
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
