import type { ShownEvent } from '../events/read-event.ts';

/** Events that follow each other: of one visit, or of none, as those of emails. */
export interface Stretch {
  readonly isVisit: boolean;
  /** In the order that they came in. */
  readonly events: readonly ShownEvent[];
}

/** Longest pause within a visit, as the store has it. */
const maxPauseMs = 30 * 60_000;
const webTypes = ['pageview', 'engagement', 'event'];

/** Cuts events, newest first, where one visit ends and another begins, and where the day does. */
export function groupVisits(
  events: readonly ShownEvent[],
  dayOf: (ms: number) => string,
): readonly { readonly day: string; readonly stretches: readonly Stretch[] }[] {
  const visits = findVisits(events);
  const days = Map.groupBy(events, ({ timeMs }) => dayOf(timeMs));
  return [...days].map(([day, own]) => ({ day, stretches: cut(own, visits) }));
}

function cut(
  events: readonly ShownEvent[],
  visits: ReadonlyMap<ShownEvent, number>,
): readonly Stretch[] {
  const stretches: { visit: number | null; events: ShownEvent[] }[] = [];
  for (const event of events) {
    const visit = visits.get(event) ?? null;
    const last = stretches.at(-1);
    if (last?.visit === visit) last.events.push(event);
    else stretches.push({ visit, events: [event] });
  }
  return stretches.map(({ visit, events: own }) => ({ isVisit: visit !== null, events: own }));
}

/** Number of the visit of each event that belongs to one. */
function findVisits(events: readonly ShownEvent[]): ReadonlyMap<ShownEvent, number> {
  const visits = new Map<ShownEvent, number>();
  const open = new Map<string, { number: number; lastMs: number }>();
  let count = 0;
  for (const event of events.toReversed()) {
    const visitor = event.text('visitor');
    if (visitor === '' || !webTypes.includes(event.type)) continue;
    const last = open.get(visitor);
    const isNew = last === undefined || event.timeMs - last.lastMs > maxPauseMs;
    const number = isNew ? (count += 1) : last.number;
    open.set(visitor, { number, lastMs: event.timeMs });
    visits.set(event, number);
  }
  return visits;
}
