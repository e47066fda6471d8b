const rounds = 3;
export const runsPerRound = 20_000;

/** Runs per second of the fastest round. */
export function best(run: () => unknown): number {
  const seconds = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let index = 0; index < runsPerRound; index++) run();
    return (performance.now() - start) / 1000;
  });
  return runsPerRound / Math.min(...seconds);
}

export function faster(known: readonly number[], measured: readonly number[]): number[] {
  return known.map((speed, index) => Math.max(speed, measured[index] ?? 0));
}

export function perSecond(count: number): string {
  return `${Math.round(count).toLocaleString('en')}/s`.padStart(10);
}
