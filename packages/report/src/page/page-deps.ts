import type { Reader } from '../access/reader.ts';
import type { FunnelAnswer } from '../answer/answer-funnel.ts';
import type { Answer } from '../answer/answer.ts';
import type { EventList } from '../answer/list-events.ts';
import type { FunnelSelection } from '../query/funnel-query.ts';
import type { PersonKey } from '../query/person-key.ts';
import type { Listing, Query } from '../query/query.ts';
import type { Funnel } from '../settings/items.ts';
import type { CollectorQuality } from '../server/collector-quality.ts';
import type { ForgottenCounts } from '../server/forgotten-counts.ts';
import type { ReportDeliveries } from '../server/report-deliveries.ts';
import type { Settings } from '../settings/open-settings.ts';

/** An answer, with the events of the journal that it does not know of yet where that is known. */
export type PageAnswer = Answer & { readonly meta: { readonly lag_events?: number | null } };

/** The store, as pages query it: each query is limited to the data that its reader may see. */
interface PageQuestions {
  query(reader: Reader, query: Query, signal?: AbortSignal): Promise<PageAnswer>;
  list(reader: Reader, listing: Listing, signal?: AbortSignal): Promise<EventList>;
  funnel(
    reader: Reader,
    funnel: Funnel,
    selection: FunnelSelection,
    signal?: AbortSignal,
  ): Promise<FunnelAnswer>;
}

/** Settings of operators for their sites. */
export type PageSettings = Pick<
  Settings,
  'goals' | 'funnels' | 'segments' | 'annotations' | 'emails' | 'sharedLinks'
>;

/** Everything that the pages get from outside. */
export interface PageDeps extends PageQuestions {
  readonly settings: PageSettings;
  /** Unix ms. */
  now(): number;
  /** Address of the report from outside; null: that by which it is asked. */
  readonly publicUrl: string | null;
  /** IANA name of the timezone whose days are shown. */
  readonly timezone: string;
  /** Public address of the collector, for the snippet; null: not known. */
  readonly collectorUrl: string | null;
  /** Figures that only the collector knows; null: there is none to ask. */
  readonly collectorQuality: (() => Promise<CollectorQuality | null>) | null;
  /** Deliveries to webhooks; null: there is nobody to ask. */
  readonly deliveries: ReportDeliveries | null;
  /** Erases persons everywhere; null: nobody can. */
  readonly forget: ((persons: readonly PersonKey[]) => Promise<ForgottenCounts>) | null;
}
