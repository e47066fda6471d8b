const pattern = /^events-(....)(..)(..)T(..)(..)(..)(...)Z\.ndjson$/;

/** Tells whether a file is one of those that the forwarder writes. */
export function isEventFile(name: string): boolean {
  return !Number.isNaN(begunAt(name));
}

/**
 * Name of the file after another: `events-20261122T093000123Z.ndjson`, after the time (Unix ms) at which
 * it was begun. Where the clock has been set back since the last it is a little ahead: names sort.
 */
export function nextFileName(last: string | null, now: number): string {
  const begun = last === null ? now : Math.max(now, begunAt(last) + 1);
  return `events-${new Date(begun).toISOString().replace(/[-:.]/g, '')}.ndjson`;
}

/** Time at which a file was begun, Unix ms. */
export function begunAt(name: string): number {
  return Date.parse(pattern.test(name) ? name.replace(pattern, '$1-$2-$3T$4:$5:$6.$7Z') : '');
}

/** Day of a time (Unix ms) in UTC; days sort. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
