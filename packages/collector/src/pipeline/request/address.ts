import ipaddr from 'ipaddr.js';

/**
 * Strips an address of the parts that some proxies add in `X-Forwarded-For`: the port, and brackets around IPv6.
 * Empty for a text that is no address, such as `unknown` and the obfuscated names of RFC 7239 §6.3.
 */
export function bareAddress(entry: string): string {
  if (entry.length > maxLength) return '';
  if (ipv4.test(entry)) return entry;
  const bare = entry.replace(/^"?\[([^\]]*)\](:\d+)?"?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  return ipv4.test(bare) || ipaddr.IPv6.isValid(bare) ? bare : '';
}

/** Longest entry that is read, in characters: no address with its port and interface name is longer. */
const maxLength = 128;

/** Four decimal numbers: neither `1.2` nor `0x7f.1`, which no proxy writes. */
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Reads an address; an IPv4 address mapped into IPv6 is IPv4. Null: it is none. */
export function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = bareAddress(address);
  return bare === '' ? null : ipaddr.process(bare);
}
