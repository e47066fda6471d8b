import ipaddr from 'ipaddr.js';

/** A node of the tree, or the country where a branch ends. */
type Branch = { next: [Branch | null, Branch | null] } | string;

/**
 * The bytes of a MaxMind file (MaxMind DB format 2.0) that knows the countries of a few networks, such as
 * `{ '203.0.113.0/24': 'CH' }`. As in MaxMind's own files IPv4 stands under `::/96`.
 */
export function makeCountryFile(networks: Readonly<Record<string, string>>): Buffer {
  const root = { next: [null, null] } as { next: [Branch | null, Branch | null] };
  for (const [network, country] of Object.entries(networks)) plant(root, bitsOf(network), country);
  const countries = [...new Set(Object.values(networks))];
  const data = countries.map((country) => map({ country: map({ iso_code: text(country) }) }));
  const offsets = data.map((_, index) => Buffer.concat(data.slice(0, index)).length);

  const nodes = [root];
  const records: number[] = [];
  for (const node of nodes) {
    for (const branch of node.next) {
      // Numbers from the count of nodes on are data, past 16 bytes of separator; it itself is nothing.
      if (branch === null) records.push(NaN);
      else if (typeof branch === 'string') records.push(-1 - countries.indexOf(branch));
      else records.push(nodes.push(branch) - 1);
    }
  }
  const count = nodes.length;
  const tree = records.map((record) => {
    if (Number.isNaN(record)) return uint(count, 3);
    return uint(record >= 0 ? record : count + 16 + (offsets[-1 - record] ?? 0), 3);
  });
  const metadata = map({
    binary_format_major_version: unsigned16(2),
    binary_format_minor_version: unsigned16(0),
    database_type: text('Test-Country'),
    ip_version: unsigned16(6),
    node_count: unsigned16(count),
    record_size: unsigned16(24),
  });
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([...tree, Buffer.alloc(16), ...data, marker, metadata]);
}

function plant(
  root: { next: [Branch | null, Branch | null] },
  bits: number[],
  country: string,
): void {
  let node = root;
  for (const [index, bit] of bits.entries()) {
    if (index === bits.length - 1) node.next[bit] = country;
    else node = (node.next[bit] ??= { next: [null, null] }) as typeof root;
  }
}

function bitsOf(network: string): number[] {
  const [address, length] = ipaddr.parseCIDR(network);
  const bytes = address.toByteArray();
  const whole = bytes.length === 4 ? [...Array<number>(12).fill(0), ...bytes] : bytes;
  const bits = whole.flatMap((byte) => byte.toString(2).padStart(8, '0').split('').map(Number));
  return bits.slice(0, length + (bytes.length === 4 ? 96 : 0));
}

const text = (value: string) => field(2, Buffer.from(value));
const unsigned16 = (value: number) => field(5, uint(value, 2));

function map(members: Readonly<Record<string, Buffer>>): Buffer {
  const entries = Object.entries(members);
  const bytes = entries.flatMap(([name, value]) => [text(name), value]);
  return Buffer.concat([uint((7 << 5) | entries.length, 1), ...bytes]);
}

/** The control byte (type, and length under 29) and what follows it. */
function field(type: number, bytes: Buffer): Buffer {
  return Buffer.concat([uint((type << 5) | bytes.length, 1), bytes]);
}

function uint(value: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}
