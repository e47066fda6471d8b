import ipaddr from 'ipaddr.js';

/**
 * Reads an address as sockets and proxies write it, with brackets and port too; an IPv4 address mapped
 * into IPv6 is IPv4. Null: it is none (a proxy may send `unknown`).
 */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  // `isValid` alone also takes `1.2` and `0x7f.1`, which no proxy writes.
  if (!ipaddr.IPv6.isValid(bare) && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  return ipaddr.process(bare);
}
