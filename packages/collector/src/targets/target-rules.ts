import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Destinations allowed to webhooks, beside ports 80 and 443 of public addresses. */
export interface TargetRules {
  readonly allowPrivateAddresses: boolean;
  readonly allowedPorts: readonly number[];
}

/**
 * Fault of a URL to which nothing is sent.
 *
 * - `no-url`: it is no URL
 * - `not-http`: it is neither http nor https
 * - `credentials`: it has a user name or a password
 * - `port`: its port is neither 80 nor 443, nor one of `webhookTargets.allowedPorts`
 * - `private-address`: it leads to a private, loopback or other special address
 */
export type TargetRefusal = 'no-url' | 'not-http' | 'credentials' | 'port' | 'private-address';

const usualPorts = [80, 443];

/**
 * Reason why nothing is sent to a URL, or null. URL parsing has brought an address in any spelling
 * (`2130706433`, `0x7f.1`, `[::ffff:127.0.0.1]`) into its usual one before it is looked at. Names are
 * checked when they have led to an address.
 */
export function refuseTarget(text: string, rules: TargetRules): TargetRefusal | null {
  if (!URL.canParse(text)) return 'no-url';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'not-http';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (![...usualPorts, ...rules.allowedPorts].includes(portOf(url))) return 'port';
  const host = hostOf(url);
  return isIP(host) === 0 ? null : refuseAddress(host, rules);
}

/** Reason why nothing is sent to an address, or null. */
export function refuseAddress(address: string, rules: TargetRules): TargetRefusal | null {
  return rules.allowPrivateAddresses || isPublicAddress(address) ? null : 'private-address';
}

export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** A URL's host name, or its address without brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
