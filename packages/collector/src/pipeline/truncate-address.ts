import ipaddr from 'ipaddr.js';

/**
 * Cuts an address to what a network of many people shares: /24 of IPv4, /48 of IPv6. An IPv4 address
 * mapped into IPv6 counts as IPv4. What is no address (a proxy may send `unknown`) is null.
 */
export function truncateAddress(address: string): string | null {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  // `isValid` alone also takes `1.2` and `0x7f.1`, which no proxy writes.
  if (!ipaddr.IPv6.isValid(bare) && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  const parsed = ipaddr.process(bare);
  const bytes = parsed.toByteArray();
  const kept = parsed.kind() === 'ipv4' ? 3 : 6;
  return ipaddr.fromByteArray(bytes.map((byte, index) => (index < kept ? byte : 0))).toString();
}
