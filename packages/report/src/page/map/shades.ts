/** Shades of the map, by the least number of each, the lightest first: they grow as 1, 2, 5, 10 do. */
export function shadesUpTo(most: number): readonly number[] {
  const steps = Array.from({ length: shadeCount }, (_none, index) =>
    index === 0 ? 1 : roundStep(most ** (index / shadeCount)),
  );
  return [...new Set(steps)].filter((least) => least <= most);
}

/** Place of a number's shade, from 1; 0: it has none. */
export function shadeOf(value: number, shades: readonly number[]): number {
  return shades.filter((least) => value >= least).length;
}

/** More can't be told apart beside each other. */
const shadeCount = 5;

/** The nearest of 1, 2, 5, 10, 20, 50 …, by its ratio. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const share = value / power;
  if (share < Math.SQRT2) return power;
  if (share < Math.sqrt(10)) return 2 * power;
  return share < Math.sqrt(50) ? 5 * power : 10 * power;
}
