import type { EventRun } from './event-run.ts';

/** Factor between the parts of a sort key: more than the rows of a run, and than the texts of a column. */
const factor = 2 ** 17;
const dayMs = 86_400_000;
/** Number of different days in a sort key. Days further apart may share a key: only the layout depends on it. */
const dayFactor = 2 ** 22;

/** Rows of a run in the order of time, and within it as they came. */
export function orderByTime({ rows, named: { time } }: EventRun): Uint32Array {
  const order = new Uint32Array(rows).map((_none, row) => row);
  const { numbers } = time;
  const isInOrder = order.every(
    (row) => row === 0 || (numbers[row - 1] ?? 0) <= (numbers[row] ?? 0),
  );
  // Equal ones stay in their order.
  return isInOrder ? order : order.sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0));
}

/**
 * Rows of a run in the order in which events lie in the file: a site's days together, in a day each
 * visitor's, and these in the order of time.
 */
export function orderByLayout(run: EventRun, byTime: Uint32Array): Uint32Array {
  const { siteHash, time, visitor } = run.named;
  const daysOfRows = new Float64Array(run.rows);
  for (let row = 0; row < run.rows; row += 1) {
    const day = Math.floor((time.numbers[row] ?? 0) / dayMs);
    daysOfRows[row] =
      (siteHash.numbers[row] ?? 0) * dayFactor + (((day % dayFactor) + dayFactor) % dayFactor);
  }
  const ranks = new Map(
    [...new Set(daysOfRows)].sort((a, b) => a - b).map((key, rank) => [key, rank]),
  );
  return orderBy(
    byTime,
    (row) => (ranks.get(daysOfRows[row] ?? 0) ?? 0) * factor + (visitor.codes[row] ?? 0),
  );
}

/** Rows of a run that are part of visits: each site's and visitor's together, in the order of time. */
export function orderByVisitor(run: EventRun, byTime: Uint32Array): Uint32Array {
  const { site, visitor } = run.named;
  const visited = byTime.filter((row) => run.kinds[row] !== 0);
  return orderBy(visited, (row) => (site.codes[row] ?? 0) * factor + (visitor.codes[row] ?? 0));
}

/** Orders rows by a key below 2 ** 34, and those of the same as they are. */
function orderBy(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array {
  const keys = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) keys[at] = keyOf(rows[at] ?? 0) * factor + at;
  keys.sort();
  return Uint32Array.from(keys, (key) => rows[key % factor] ?? 0);
}
