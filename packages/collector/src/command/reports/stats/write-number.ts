import type { MetricKind } from './metric-texts.ts';

/** Stands where there is no number. */
const missing = '–';

/** Writes a number as people do: `1,234`, `12 %`, `2 min 5 s`. */
export function writeNumber(value: number | null | undefined, kind: MetricKind): string {
  return value === null || value === undefined ? missing : writers[kind](value);
}

const writers: Readonly<Record<MetricKind, (value: number) => string>> = {
  count: (value) => value.toLocaleString('en', { maximumFractionDigits: 0 }),
  mean: (value) => value.toLocaleString('en', { maximumFractionDigits: 1 }),
  share: (value) => writePercent(value),
  depth: (value) => writePercent(value / 100),
  seconds: (value) => writeDuration(value),
  ms: (value) => writeDuration(value / 1_000),
  money: (value) =>
    value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
};

/** A tenth of a percent matters below ten. */
export function writePercent(share: number): string {
  const percent = share * 100;
  const maximumFractionDigits = Math.abs(percent) < 9.95 ? 1 : 0;
  return `${percent.toLocaleString('en', { maximumFractionDigits })} %`;
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const;

/** The two greatest units: `2 min 5 s`, `3 h`, `12 s`. */
function writeDuration(seconds: number): string {
  let rest = Math.round(seconds);
  const parts: string[] = [];
  const first = units.findIndex(([, size]) => rest >= size);
  for (const [unit, size] of units.slice(first, first === -1 ? 0 : first + 2)) {
    const number = Math.floor(rest / size);
    rest -= number * size;
    if (number > 0) parts.push(`${number} ${unit}`);
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}
