/** Most lines across a chart, besides the one at 0. */
const maxLines = 4;

/** Round values for lines across a chart, from above 0 to the top. */
export function linesUpTo(largest: number, isWhole: boolean): readonly number[] {
  if (largest <= 0) return [1];
  const rough = largest / maxLines;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10;
  const step = isWhole ? Math.max(1, Math.round(factor * power)) : factor * power;
  return Array.from({ length: Math.ceil(largest / step) }, (_none, index) => (index + 1) * step);
}
