/** Campaign parameters, by the names analytics know them under, without `utm_`. */
export interface Utm {
  readonly source?: string | undefined;
  readonly medium?: string | undefined;
  readonly campaign?: string | undefined;
  readonly term?: string | undefined;
  readonly content?: string | undefined;
}

/** Adds `utm_…` to an address, before its fragment; those it has already, it keeps. */
export function appendUtm(address: string, utm: Utm): string {
  const hash = address.indexOf('#');
  const end = hash === -1 ? address.length : hash;
  const question = address.slice(0, end).indexOf('?');
  const query = question === -1 ? '' : address.slice(question + 1, end);
  const present = new Set(query.split('&').map((part) => part.split('=', 1)[0]?.toLowerCase()));
  const added = Object.entries(utm)
    .filter(([name, value]) => value !== undefined && !present.has(`utm_${name}`))
    .map(([name, value]) => `utm_${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  if (added === '') return address;
  const separator = question === -1 ? '?' : query === '' || query.endsWith('&') ? '' : '&';
  return `${address.slice(0, end)}${separator}${added}${address.slice(end)}`;
}
