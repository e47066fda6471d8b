/** Shade of a map: the numbers that it stands for. */
export interface Shade {
  readonly from: number;
  readonly to: number;
  /** Darkness from 1 to 5, which the greatest numbers have. */
  readonly darkness: number;
}

/** More can't be told apart beside each other. */
const shadeCount = 5;

/**
 * Shades for some numbers above 0, the lightest first: they reach from the least to the greatest, and grow as
 * 1, 2, 5, 10 do. None is without a number.
 */
export function shadesFor(values: readonly number[]): readonly Shade[] {
  if (values.length === 0) return [];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const steps = Array.from({ length: shadeCount - 1 }, (_none, index) =>
    roundStep(least * (most / least) ** ((index + 1) / shadeCount)),
  );
  const starts = [...new Set([least, ...steps])].filter((from) => from >= least && from <= most);
  return starts
    .map((from, index) => ({ from, to: (starts[index + 1] ?? most + 1) - 1 }))
    .filter(({ from, to }) => values.some((value) => value >= from && value <= to))
    .map((span, index, { length }) => ({ ...span, darkness: shadeCount - length + index + 1 }));
}

/** Darkness of a number; 0: it has no shade. */
export function darknessOf(value: number, shades: readonly Shade[]): number {
  return shades.find(({ from, to }) => value >= from && value <= to)?.darkness ?? 0;
}

/** The nearest of 1, 2, 5, 10, 20, 50 …, by its ratio. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const share = value / power;
  if (share < Math.SQRT2) return power;
  if (share < Math.sqrt(10)) return 2 * power;
  return share < Math.sqrt(50) ? 5 * power : 10 * power;
}
