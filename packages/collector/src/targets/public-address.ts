import ipaddr from 'ipaddr.js';

/**
 * Tells whether an address belongs to a host of the public internet, by the registries of special-purpose
 * addresses (RFC 6890). Not public are: private, loopback, link-local (the metadata services of most
 * clouds: 169.254.169.254), shared (RFC 6598; Alibaba's: 100.100.100.200), unique local (AWS's, Google's
 * and Oracle's over IPv6: fd00:ec2::254, fd20:ce::254, fd00:c1::a9fe:a9fe), protocol assignments
 * (192.0.0.0/24; Oracle's old one: 192.0.0.192), unspecified, multicast, broadcast, documentation,
 * benchmarking and reserved ranges, and every range in which an IPv4 address travels inside IPv6: mapped,
 * NAT64 (a network's own prefix for it nobody can know), 6to4, Teredo, ISATAP. A text that is not an
 * address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv4') return !cloudHosts.includes(parsed.toString());
  const bytes = parsed.toByteArray();
  // Of IPv6 only 2000::/3 is in use so far (RFC 4291).
  return (bytes[0] ?? 0) >> 5 === 0b001 && !isIsatap(bytes);
}

/**
 * Addresses by which a cloud's own host answers its guests, though their range is a public one:
 * 168.63.129.16 is Azure's, with the extensions, certificates and settings of the machine.
 */
const cloudHosts: readonly string[] = ['168.63.129.16'];

/** An interface id of `0000:5efe` or `0200:5efe` and an IPv4 address, to which packets are tunnelled (RFC 5214). */
function isIsatap(bytes: readonly number[]): boolean {
  const [first = 0, ...rest] = bytes.slice(8, 12);
  return (first === 0 || first === 2) && rest.join() === '0,94,254';
}
