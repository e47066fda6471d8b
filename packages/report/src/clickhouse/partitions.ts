/** Partition of events whose id holds no time. */
const timeless = '197001';

/** Partition of the table that an event's id decides (a month, such as `202611`), as ClickHouse names it. */
export function partitionOf(id: string): string {
  const compact = id.replaceAll('-', '');
  if (!/^[\da-f]{12}7[\da-f]{19}$/i.test(compact)) return timeless;
  const time = new Date(Number.parseInt(compact.slice(0, 12), 16));
  return time.toISOString().slice(0, 7).replace('-', '');
}

/** An id in a partition, that no event has. */
export function idInPartition(partition: string, journal: string, sequence: number): string {
  if (partition === timeless) return `${journal}-${sequence}`;
  const ms = Date.UTC(Number(partition.slice(0, 4)), Number(partition.slice(4)) - 1);
  const time = ms.toString(16).padStart(12, '0');
  const last = sequence.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${last}`;
}
