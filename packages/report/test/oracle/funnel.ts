import type { EventRecord } from './record.ts';
import type { Visit } from './visits.ts';

type Test = (record: EventRecord) => boolean;

/** Visitors that took each step, tried from each first step on. */
export function countSteps(
  records: readonly EventRecord[],
  steps: readonly Test[],
  windowHours: number | null,
  visitOf: (record: EventRecord) => Visit | undefined,
): readonly number[] {
  const windowMs = windowHours === null ? Infinity : windowHours * 3_600_000;
  const parts = Map.groupBy(records, (record) =>
    windowHours === null ? visitOf(record) : JSON.stringify([record.site, record.visitor]),
  );
  const reached = steps.map(() => new Set<string | null>());
  for (const part of parts.values()) {
    const inOrder = part.toSorted((a, b) => a.timeMs - b.timeMs || a.sequence - b.sequence);
    for (const [index, first] of inOrder.entries()) {
      let rest = inOrder.slice(index).filter(({ timeMs }) => timeMs - first.timeMs <= windowMs);
      for (const [level, isStep] of steps.entries()) {
        const place = level === 0 ? (isStep(first) ? 0 : -1) : rest.findIndex(isStep);
        if (place < 0) break;
        reached[level]?.add(first.visitor);
        rest = rest.slice(place + 1);
      }
    }
  }
  return reached.map(({ size }) => size);
}
