import type { EventRecord, Touch } from './record.ts';

/** A visitor's events on a site with pauses of 30 minutes at most. */
export interface Visit {
  readonly number: number;
  readonly records: readonly EventRecord[];
  readonly entryPage: string | null;
  readonly exitPage: string | null;
  readonly isBounce: boolean;
  readonly seconds: number;
  /** The first of its events that says where its visitor came from. */
  readonly touch: Touch | null;
}

const longestPauseMs = 30 * 60 * 1_000;

export function isWeb({ type }: EventRecord): boolean {
  return ['pageview', 'engagement', 'event'].includes(type);
}

/** The visit of each event that has one. */
export function findVisits(records: readonly EventRecord[]): ReadonlyMap<EventRecord, Visit> {
  const visits = new Map<EventRecord, Visit>();
  const web = records.filter((record) => isWeb(record) && record.visitor !== null);
  const visitors = Map.groupBy(web, ({ site, visitor }) => JSON.stringify([site, visitor]));
  let number = 0;
  for (const own of visitors.values()) {
    const inOrder = own.toSorted((a, b) => a.timeMs - b.timeMs || a.sequence - b.sequence);
    let part: EventRecord[] = [];
    for (const [index, record] of inOrder.entries()) {
      part.push(record);
      const next = inOrder[index + 1];
      if (next !== undefined && next.timeMs - record.timeMs <= longestPauseMs) continue;
      const visit = describe(part, (number += 1));
      for (const each of part) visits.set(each, visit);
      part = [];
    }
  }
  return visits;
}

function describe(records: readonly EventRecord[], number: number): Visit {
  const views = records.filter(({ type }) => type === 'pageview');
  const [first, last] = [records[0], records.at(-1)];
  return {
    number,
    records,
    entryPage: views[0]?.page ?? null,
    exitPage: views.at(-1)?.page ?? null,
    isBounce: views.length === 1 && records.every(({ type }) => type !== 'event'),
    seconds: ((last?.timeMs ?? 0) - (first?.timeMs ?? 0)) / 1_000,
    touch: records.find(({ touch }) => touch !== null)?.touch ?? null,
  };
}
