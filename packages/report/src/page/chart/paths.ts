/** A place in the chart's box of 1000 × 100; null: nothing is there. */
export type Place = readonly [x: number, y: number] | null;

/** Width of the box that paths are drawn in; its height is 100. */
const boxWidth = 1_000;

/** The places of values: each in the middle of its bucket. */
export function placesOf(values: readonly (number | null)[], top: number): readonly Place[] {
  const width = boxWidth / Math.max(1, values.length);
  return values.map((value, index) =>
    value === null ? null : [round((index + 0.5) * width), round(100 - (value / top) * 100)],
  );
}

/** A line through places, which is broken where nothing is. */
export function linePath(places: readonly Place[]): string {
  return runsOf(places)
    .map((run) => `M${run.map((place) => place.join(' ')).join('L')}`)
    .join('');
}

/** The area under that line. */
export function areaPath(places: readonly Place[]): string {
  return runsOf(places)
    .map((run) => {
      const [first, last] = [run[0]?.[0] ?? 0, run.at(-1)?.[0] ?? 0];
      return `M${run.map((place) => place.join(' ')).join('L')}L${last} 100L${first} 100Z`;
    })
    .join('');
}

/** Places without a gap between them. */
function runsOf(places: readonly Place[]): readonly (readonly (readonly [number, number])[])[] {
  const runs: (readonly [number, number])[][] = [[]];
  for (const place of places) {
    if (place === null) runs.push([]);
    else runs.at(-1)?.push(place);
  }
  return runs.filter((run) => run.length > 0);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
