import type { Dialect } from '../compile/dialect.ts';
import { eventsSql, type ListingPlace } from '../compile/events-sql.ts';
import { firstEventSql } from '../compile/facts-sql.ts';
import { resolveRange } from '../query/date-range.ts';
import type { Listing } from '../query/query.ts';
import { checkPatterns } from './check-patterns.ts';
import { checkResolved } from './check-resolved.ts';
import { fromColumns, type ListingForm } from './listing-form.ts';
import { runForNumber, runSql, type Queryable } from './run-sql.ts';

/** An event of a listing. */
export interface ListedEvent {
  readonly sequence: number;
  /** The event as in the journal, without members that this version does not know. */
  readonly event: Readonly<Record<string, unknown>>;
}

/** Events, newest first. */
export interface EventList {
  readonly events: readonly ListedEvent[];
  /** Cursor for the events that follow; null: there are none. */
  readonly cursor: string | null;
  readonly meta: { readonly as_of_sequence: number };
}

/** Circumstances in which a listing is answered. */
interface ListingContext {
  readonly nowMs: number;
  readonly dialect: Dialect;
  /** Form in which the store keeps events. @defaultValue its columns */
  readonly form?: ListingForm;
}

/**
 * Lists the events that a listing selects, newest first.
 *
 * @throws QueryError, StoreError
 */
export async function listEvents(
  connection: Queryable,
  listing: Listing,
  { nowMs, dialect, form = fromColumns }: ListingContext,
): Promise<EventList> {
  checkResolved(listing);
  await checkPatterns(connection, listing, [], dialect);
  const { site, date_range, timezone, limit, cursor } = listing;
  const first =
    date_range === 'all' ? await runForNumber(connection, firstEventSql(site, dialect)) : null;
  const period = resolveRange(date_range, timezone, nowMs, first);
  const page = { period, after: readPlace(cursor), columns: form.columns };
  const rows = await runSql(connection, eventsSql(listing, page, dialect));
  const events = rows.map(form.read);
  const last = events.at(-1);
  return {
    events: events.map(({ sequence, event }) => ({ sequence, event })),
    cursor: last === undefined || events.length < limit ? null : `${last.timeMs}.${last.sequence}`,
    meta: { as_of_sequence: (await runForNumber(connection, dialect.cursor)) ?? 0 },
  };
}

function readPlace(cursor: string | null): ListingPlace | null {
  const [timeMs, sequence] = (cursor ?? '').split('.').map(Number);
  return timeMs === undefined || sequence === undefined ? null : { timeMs, sequence };
}
