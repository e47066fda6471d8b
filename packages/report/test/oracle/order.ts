import type { Query } from '../../src/query/index.ts';

const none = '(none)';

interface OrderedRow {
  readonly dimensions: readonly string[];
  readonly plain: readonly (number | null)[];
}

/** Puts rows in the order that a query asks for. */
export function compareRows(query: Query, one: OrderedRow, other: OrderedRow): number {
  const { dimensions, metrics, order_by } = query;
  const time = dimensions.find((each) => each.startsWith('time:'));
  const natural = time === undefined ? ([metrics[0], 'desc'] as const) : ([time, 'asc'] as const);
  const orders = [
    ...(order_by.length > 0 ? order_by : [natural]),
    ...dimensions.map((each) => [each, 'asc'] as const),
  ];
  for (const [by, direction] of orders) {
    const sign = direction === 'asc' ? 1 : -1;
    const metric = metrics.findIndex((each) => each === by);
    const place = dimensions.findIndex((each) => each === by);
    const found =
      metric >= 0
        ? compareNumbers(one.plain[metric] ?? null, other.plain[metric] ?? null, sign)
        : compareValues(
            String(by),
            one.dimensions[place] ?? '',
            other.dimensions[place] ?? '',
            sign,
          );
    if (found !== 0) return found;
  }
  return 0;
}

/** Puts null last, whatever the direction. */
function compareNumbers(one: number | null, other: number | null, sign: number): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return sign * (one - other);
}

function compareValues(dimension: string, one: string, other: string, sign: number): number {
  if (dimension === 'link.position') {
    const [a, b] = [one, other].map((each) => (each === none ? null : Number(each)));
    return compareNumbers(a ?? null, b ?? null, sign);
  }
  if (dimension === 'time:hour') return sign * (Date.parse(one) - Date.parse(other));
  return sign * Buffer.compare(Buffer.from(one), Buffer.from(other));
}
