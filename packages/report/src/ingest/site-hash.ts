/**
 * A site's name as a number of 31 bits (FNV-1a), by which the store lays events out and skips those of
 * other sites: DuckDB looks at the first 8 bytes of texts only. Of no site it is 0.
 */
export function siteHash(site: string | null): number {
  if (site === null) return 0;
  let hash = 0x811c9dc5;
  for (let index = 0; index < site.length; index += 1) {
    hash = Math.imul(hash ^ site.charCodeAt(index), 0x01000193);
  }
  return hash >>> 1;
}
