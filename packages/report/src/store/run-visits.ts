import { visitGapMs } from '../ingest/visit.ts';
import { rowKind, type EventRun } from './event-run.ts';

/** A moment of a visit. */
export interface Moment {
  readonly time: number;
  readonly sequence: number;
}

/** A page view, with the number of its page's text. */
export interface ViewMoment extends Moment {
  readonly page: number;
}

/** An event that says where its visitor came from, with the numbers of its texts. */
export interface TouchMoment extends Moment {
  readonly codes: readonly number[];
}

/** A visit of one visitor. Its texts are numbers of the run's texts. */
export interface Visit {
  /** The least sequence of its events. */
  number: number;
  firstTime: number;
  lastTime: number;
  views: number;
  otherEvents: number;
  entry: ViewMoment | null;
  exit: ViewMoment | null;
  touch: TouchMoment | null;
}

/** A visit with an event of the run. */
export interface RunVisit extends Visit {
  /** A row of the run with its site and visitor. */
  readonly row: number;
}

/** One visitor's rows of a run, as part of the rows in the order of visitors. */
export interface VisitorRows {
  readonly start: number;
  readonly end: number;
}

/** Changes of the store's visits by a run. */
export interface RunVisits {
  /** Visits with events of the run; events that the store had before are counted in them, too. */
  readonly visits: readonly RunVisit[];
  /** Visits of the store that these replace: the number of the old visit, and that of the new one. */
  readonly replaced: readonly (readonly [number: number, by: number])[];
}

/** Splits rows in the order of visitors into the rows of each visitor. */
export function visitorsOf({ named }: EventRun, rows: Uint32Array): readonly VisitorRows[] {
  const { codes: sites } = named.site;
  const { codes: visitors } = named.visitor;
  const parts: VisitorRows[] = [];
  let start = 0;
  for (let end = 1; end <= rows.length; end += 1) {
    const [row, first] = [rows[end] ?? 0, rows[start] ?? 0];
    const isSame = sites[row] === sites[first] && visitors[row] === visitors[first];
    if (end < rows.length && isSame) continue;
    parts.push({ start, end });
    start = end;
  }
  return parts;
}

/**
 * Joins a run's events with the visits of the store, where the pause between them is short enough, and sets the visit
 * of each row. The result does not depend on the order in which events came: a late event may lengthen a visit, or
 * join two.
 *
 * @param known visits of the store by the index of their visitor in `visitors`, each list in the order of time
 */
export function findVisits(
  run: EventRun,
  rows: Uint32Array,
  visitors: readonly VisitorRows[],
  known: ReadonlyMap<number, readonly Visit[]>,
): RunVisits {
  const { sequence, time, visit: visitOf, page, touch } = run.named;
  const visits: RunVisit[] = [];
  const replaced: [number, number][] = [];

  function readVisit(row: number): Visit {
    const number = sequence.numbers[row] ?? 0;
    const moment = { time: time.numbers[row] ?? 0, sequence: number };
    const isView = run.kinds[row] === rowKind.view;
    const view = isView ? { ...moment, page: page.codes[row] ?? 0 } : null;
    const codes = touch[0]?.codes[row] === 0 ? null : touch.map((column) => column.codes[row] ?? 0);
    return {
      number,
      firstTime: moment.time,
      lastTime: moment.time,
      views: Number(isView),
      otherEvents: Number(run.kinds[row] === rowKind.event),
      entry: view,
      exit: view,
      touch: codes && { ...moment, codes },
    };
  }

  for (const [index, { start, end }] of visitors.entries()) {
    const before = known.get(index) ?? [];
    let next = 0;
    let open: Visit | null = null;
    /** First row of the open visit, and the visits of the store that are part of it. */
    let from = start;
    let parts: Visit[] = [];

    const close = (to: number): void => {
      if (open === null) return;
      // A visit without an event of the run stays as it is.
      if (to > from) {
        for (let at = from; at < to; at += 1) visitOf.set(rows[at] ?? 0, open.number);
        for (const { number } of parts) replaced.push([number, open.number]);
        visits.push({ ...open, row: rows[from] ?? 0 });
      }
      open = null;
    };
    const take = (part: Visit, at: number): void => {
      if (open !== null && part.firstTime - open.lastTime <= visitGapMs) {
        join(open, part);
        return;
      }
      close(at);
      [open, from, parts] = [{ ...part }, at, []];
    };

    for (let at = start; at <= end; at += 1) {
      const row = rows[at] ?? 0;
      const until = at < end ? (time.numbers[row] ?? 0) : Infinity;
      for (
        let part = before[next];
        part !== undefined && part.firstTime <= until;
        part = before[next]
      ) {
        take(part, at);
        parts.push(part);
        next += 1;
      }
      if (at < end) take(readVisit(row), at);
    }
    close(end);
  }
  return { visits, replaced };
}

/** Adds a part to a visit. The part begins no earlier than the visit. */
function join(visit: Visit, part: Visit): void {
  visit.number = Math.min(visit.number, part.number);
  visit.lastTime = Math.max(visit.lastTime, part.lastTime);
  visit.views += part.views;
  visit.otherEvents += part.otherEvents;
  visit.entry = earlier(visit.entry, part.entry);
  visit.exit = later(visit.exit, part.exit);
  visit.touch = earlier(visit.touch, part.touch);
}

function earlier<Kind extends Moment>(one: Kind | null, other: Kind | null): Kind | null {
  if (one === null || other === null) return one ?? other;
  return compare(one, other) <= 0 ? one : other;
}

function later<Kind extends Moment>(one: Kind | null, other: Kind | null): Kind | null {
  if (one === null || other === null) return one ?? other;
  return compare(one, other) >= 0 ? one : other;
}

function compare(one: Moment, other: Moment): number {
  return one.time - other.time || one.sequence - other.sequence;
}
