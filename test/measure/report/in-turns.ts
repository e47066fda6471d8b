const runs = 5;

/** Times of one thing, in ms; null: there is no PostgreSQL. */
export interface InTurns {
  readonly hitmark: number;
  readonly postgres: number | null;
}

/** Medians of times that are taken in turns. */
export async function inTurns(
  timeHitmark: () => Promise<number>,
  timePostgres: (() => Promise<number>) | null,
): Promise<InTurns> {
  const times: { readonly own: number; readonly other: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const own = await timeHitmark();
    times.push({ own, other: (await timePostgres?.()) ?? 0 });
  }
  const other = timePostgres === null ? null : median(times.map((each) => each.other));
  return { hitmark: median(times.map(({ own }) => own)), postgres: other };
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
