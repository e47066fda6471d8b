/** Memory that this process takes for events on their way into the store, in MB. */
const runMegabytes = 112;

/** Megabytes of DuckDB's units. */
const megabytes: Readonly<Record<string, number>> = {
  KB: 1e-3,
  MB: 1,
  GB: 1e3,
  TB: 1e6,
  KIB: 2 ** 10 / 1e6,
  MIB: 2 ** 20 / 1e6,
  GIB: 2 ** 30 / 1e6,
  TIB: 2 ** 40 / 1e6,
};

/** DuckDB's part of a limit such as `512MB`; what has another form DuckDB itself may read or refuse. */
export function engineLimit(memoryLimit: string): string {
  const [, amount, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([kmgt]i?b)\s*$/i.exec(memoryLimit) ?? [];
  const factor = megabytes[unit.toUpperCase()];
  if (amount === undefined || factor === undefined) return memoryLimit;
  const whole = Number(amount) * factor;
  return `${Math.round((whole - Math.min(runMegabytes, whole / 2)) * 1_000)}KB`;
}
