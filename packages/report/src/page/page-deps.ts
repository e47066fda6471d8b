import type { Reader } from '../access/reader.ts';
import type { FunnelAnswer } from '../answer/answer-funnel.ts';
import type { Answer } from '../answer/answer.ts';
import type { EventList } from '../answer/list-events.ts';
import type { FunnelSelection } from '../query/funnel-query.ts';
import type { Goal } from '../query/goal.ts';
import type { Listing, Query } from '../query/query.ts';
import type { Annotation, Funnel, Segment } from '../settings/items.ts';

/** The store, as the pages ask it: each question is narrowed to what its reader may see. */
interface PageQuestions {
  query(reader: Reader, query: Query, signal?: AbortSignal): Promise<Answer>;
  list(reader: Reader, listing: Listing, signal?: AbortSignal): Promise<EventList>;
  funnel(
    reader: Reader,
    funnel: Funnel,
    asked: FunnelSelection,
    signal?: AbortSignal,
  ): Promise<FunnelAnswer>;
}

interface Items<Item> {
  list(sites: readonly string[] | null): readonly Item[];
}

/** What operators have made for their sites. */
export interface PageSettings {
  readonly goals: Items<Goal>;
  readonly funnels: Items<Funnel>;
  readonly segments: Items<Segment>;
  readonly annotations: Items<Annotation>;
}

/** Everything that the pages get from outside. */
export interface PageDeps extends PageQuestions {
  readonly settings: PageSettings;
  /** Unix ms. */
  now(): number;
  /** IANA name of the timezone whose days are shown. */
  readonly timezone: string;
  /** Public address of the collector, for the snippet; null: not known. */
  readonly collectorUrl: string | null;
}
