import type { Answer } from '../answer/answer.ts';
import type { EventList } from '../answer/list-events.ts';
import type { Listing, Query } from '../query/query.ts';
import type { PageReader } from './reader.ts';

/** Everything that the pages get from outside. */
export interface PageDeps {
  /** Answers a query, narrowed to what the reader may see. */
  query(reader: PageReader, query: Query, signal?: AbortSignal): Promise<Answer>;
  /** Lists events, narrowed to what the reader may see. */
  list(reader: PageReader, listing: Listing, signal?: AbortSignal): Promise<EventList>;
  /** Unix ms. */
  now(): number;
  /** IANA name of the timezone whose days are shown. */
  readonly timezone: string;
  /** Public address of the collector, for the snippet; null: not known. */
  readonly collectorUrl: string | null;
}
