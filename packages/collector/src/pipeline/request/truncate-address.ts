import ipaddr from 'ipaddr.js';
import { parseAddress } from './address.ts';

/** The address that nearly every event has: it need not be parsed, which takes ten times as long. */
const ipv4 = /^((?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3})(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;

/**
 * Cuts an address to the part that a network of many people shares: /24 of IPv4, /48 of IPv6. An IPv4 address mapped
 * into IPv6 counts as IPv4. Of a 6to4 address, the /24 of the IPv4 address in it is kept.
 *
 * @returns null: the text is not an address
 */
export function truncateAddress(address: string): string | null {
  const network = ipv4.exec(address)?.[1];
  if (network !== undefined) return `${network}0`;
  const parsed = parseAddress(address);
  if (parsed === null) return null;
  const bytes = parsed.toByteArray();
  const kept = parsed.kind() === 'ipv4' ? 3 : isSixToFour(bytes) ? 5 : 6;
  return ipaddr.fromByteArray(bytes.map((byte, index) => (index < kept ? byte : 0))).toString();
}

/** RFC 3056: `2002:` and the whole IPv4 address of the gateway. */
function isSixToFour([first, second]: readonly number[]): boolean {
  return first === 0x20 && second === 0x02;
}
