export const hourMs = 3_600_000;

/**
 * Label of an hour of the clock, such as `2026-11-22T09:00:00+01:00`.
 *
 * @param localHour hours that the clock has shown since 1970
 * @param offsetMs the timezone's offset in that hour
 */
export function hourLabel(localHour: number, offsetMs: number): string {
  const local = new Date(localHour * hourMs).toISOString().slice(0, 19);
  const minutes = Math.abs(offsetMs) / 60_000;
  const [hour, minute] = [Math.floor(minutes / 60), Math.floor(minutes % 60)].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${local}${offsetMs < 0 ? '-' : '+'}${hour}:${minute}`;
}
