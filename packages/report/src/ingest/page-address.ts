/** Parts of a page's address that reports count by. */
export interface PageAddress {
  /** Path, without query and fragment. */
  readonly page: string;
  readonly hostname: string | null;
}

/** Reads an address; null: it is none. */
export function readAddress(url: string): PageAddress | null {
  const parsed = URL.parse(url);
  if (parsed === null) return null;
  return { page: parsed.pathname, hostname: parsed.hostname || null };
}

/** A host without the `www.` that says nothing. */
export function bareHost(host: string): string {
  return host.replace(/^www\./, '');
}
