/**
 * How long each of some functions takes in ms, by the fastest of several runs in turns: whatever else a
 * machine does makes a run slower and never faster, so that one run which is left alone is enough.
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
