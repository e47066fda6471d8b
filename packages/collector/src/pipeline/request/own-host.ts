import { forwarded } from './forwarded.ts';
import { isLocalhost } from './origin-facts.ts';
import type { RequestHead } from './raw-request.ts';
import type { PipelineSettings } from '../settings.ts';

/** A request, as far as it says whom it is for. */
export interface AddressedRequest extends Pick<RequestHead, 'headers'> {
  /** The request target, as sent: a path, or a whole address. */
  readonly target: string;
  /** Each `Host` header, as sent. */
  readonly hosts: readonly string[];
}

/** Names that are ours: `localhost`, its subdomains, addresses, and these. */
export interface OwnNames extends Pick<PipelineSettings, 'publicUrl' | 'trustedProxyHops'> {
  /** Host names beside that of `publicUrl`. */
  readonly names?: readonly string[];
}

/**
 * Finds the host and port by which a request asks, such as `localhost:8700`. Null: some name that it gives
 * is not ours. Then it may come from a foreign page whose host name leads to this machine (DNS rebinding): to the
 * browser that page and ours are of one origin, and the name is all that tells them apart. Such a page can
 * send any header but `Host`, so that no other name makes up for a wrong one.
 */
export function ownAuthority(
  { target, hosts, headers }: AddressedRequest,
  { publicUrl, trustedProxyHops, names = [] }: OwnNames,
): string | null {
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) return null;
  const [, inTarget = null] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(target) ?? [];
  const outermost = forwarded({ headers }, 'x-forwarded-host', trustedProxyHops);
  const requested = [outermost, inTarget, host].filter((name) => name !== null);
  const own = [...names, ...(publicUrl === null ? [] : [new URL(publicUrl).hostname])];
  return requested.every((name) => isOwn(name, own)) ? (requested[0] ?? null) : null;
}

function isOwn(authority: string, own: readonly string[]): boolean {
  // No user name, path or escape, which could be read in two ways.
  if (!/^[\w.:[\]-]+$/.test(authority) || !URL.canParse(`http://${authority}`)) return false;
  const name = bareName(new URL(`http://${authority}`).hostname);
  return isLocalhost(name) || isAddress(name) || own.some((each) => bareName(each) === name);
}

/** Writes a host name in lower case, without the final dot of a fully qualified name. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Tells whether a URL's host is an IP address; URLs write those of version 6 in brackets. */
function isAddress(name: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$|^\[/.test(name);
}
