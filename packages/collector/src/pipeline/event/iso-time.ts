/** Writes times, Unix ms, as `Date.toISOString` does. */
export type IsoTime = (ms: number) => string;

/**
 * Creates a writer of times that keeps the text of the last second. Successive times mostly differ in their ms
 * alone, and `toISOString` takes twenty times as long.
 */
export function createIsoTime(): IsoTime {
  let second = Number.NaN;
  /** `2026-11-22T09:30:00.` */
  let start = '';
  return (ms) => {
    const whole = Math.floor(ms / 1_000);
    if (whole !== second) {
      start = new Date(whole * 1_000).toISOString().slice(0, -4);
      second = whole;
    }
    const rest = Math.floor(ms - whole * 1_000);
    return `${start}${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}Z`;
  };
}
