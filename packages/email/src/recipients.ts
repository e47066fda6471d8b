/** Counts the addresses of recipients, in all forms that nodemailer and the header of a message have. */
export function countAddresses(values: readonly unknown[]): number {
  return new Set(values.flatMap(addressesOf)).size;
}

function addressesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesOf);
  if (typeof value === 'object' && value !== null && 'address' in value) {
    return addressesOf(value.address);
  }
  if (typeof value !== 'string') return [];
  // Names may hold commas, in quotes; `<` and `>` hold the address, where they are.
  return value
    .replace(/"(?:[^"\\]|\\.)*("?)/gs, (quoted, end) => (end === '"' ? '' : quoted))
    .split(/[,;]/)
    .filter((part) => part.includes('@'))
    .map((part) => (/<([^<>]*)>/.exec(part)?.[1] ?? part).trim().toLowerCase());
}
