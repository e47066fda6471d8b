/**
 * Measures functions in turns: the time of each in ms, by the fastest of its runs. Other work of the
 * machine makes a run slower and never faster, so one run that is left alone is enough.
 */
export function fastest(runs: readonly (() => unknown)[], turns: number): number[] {
  const best = runs.map(() => Infinity);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, run] of runs.entries()) {
      const start = performance.now();
      run();
      best[index] = Math.min(best[index] ?? Infinity, performance.now() - start);
    }
  }
  return best;
}
