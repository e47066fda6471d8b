import {
  dimensions,
  filterDimensions,
  isWhole,
  metrics,
  operators,
  type RandomQuery,
} from './random-query.ts';

/** Counts what random queries have covered. */
export interface Coverage {
  add(made: RandomQuery): void;
  print(): void;
}

export function createCoverage(): Coverage {
  const groups = new Set<string>();
  const filters = new Set<string>();
  const all = new Set<string>();
  let queries = 0;
  const possible = filterDimensions.reduce(
    (sum, dimension) => sum + (isWhole(dimension) ? 2 : operators.length),
    0,
  );
  return {
    add({ metric, dimension, conditions }) {
      queries += 1;
      if (dimension !== 'none') groups.add(`${metric} by ${dimension}`);
      for (const [operator, filtered] of conditions) {
        filters.add(`${filtered} ${operator}`);
        all.add(`${metric} ${filtered} ${operator}`);
      }
    },
    print() {
      const share = (part: number, whole: number): string =>
        `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`;
      const lines = [
        `${queries} queries, none with an empty answer`,
        `metric × dimension: ${share(groups.size, metrics.length * dimensions.length)}`,
        `dimension × operator: ${share(filters.size, possible)}`,
        `metric × dimension × operator: ${share(all.size, metrics.length * possible)}`,
      ];
      // eslint-disable-next-line no-console -- what was covered is to be seen in CI
      console.log(lines.join('\n'));
    },
  };
}
