import type { Link } from '@hitmark/codec';
import type { ActorReason, Event } from '@hitmark/codec/event';
import type { Cut } from '@hitmark/codec/hit';
import type { Row, Sequence } from '../journal/index.ts';
import type { OriginFacts } from '../pipeline/request/origin-facts.ts';
import type { RequestHead } from '../pipeline/request/raw-request.ts';
import type { PostedEvents } from '../pipeline/posted-event/parse-posted-events.ts';
import type { UnsubscribeRequest } from '../pipeline/request/unsubscribe-body.ts';
import type { Rejection } from '../pipeline/request/rejection.ts';
import type { DecisionSettings } from '../pipeline/settings.ts';

/** One request on its way to the writer's thread, where its events are decided and stored. */
export type Submission = HitsSubmission | LinkSubmission | PostedSubmission | RowsSubmission;

/** Part of a request that its events are decided by. */
interface Decidable {
  /** Number of the settings to decide by. */
  readonly settings: number;
  /** Head of the request: the headers in `readHeaders` reach the writer's thread, and no others. */
  readonly head: RequestHead;
  readonly origin: OriginFacts;
  /** Secret of the day for visitors without a cookie, one character a byte; null: none is needed. */
  readonly salt: string | null;
}

/** The hits of a request. */
export interface HitsSubmission extends Decidable {
  readonly kind: 'hits';
  /** Query strings without `?`, one hit each. */
  readonly queries: readonly string[];
  /** Site of the server whose key the request shows; null: a browser sent it. */
  readonly site: string | null;
}

/** A link of an email that was followed. */
export interface LinkSubmission extends Decidable {
  readonly kind: 'link';
  readonly link: Link;
  /** Id of the event, which the target of a click has already got. */
  readonly id: string;
  /** Reasons from other requests for links of the same email. */
  readonly seen: readonly ActorReason[];
  /** Way of a request to unsubscribe; null: an open or a click. */
  readonly unsubscribe: UnsubscribeRequest | null;
}

/** Events that a site's own server has posted in JSON. */
interface PostedSubmission {
  readonly kind: 'posted';
  /** Number of the settings to decide by. */
  readonly settings: number;
  readonly events: PostedEvents['events'];
  /** Site of the server whose key the request shows. */
  readonly site: string;
  /** Unix ms. */
  readonly received: number;
}

/** Events that were decided elsewhere. */
interface RowsSubmission {
  readonly kind: 'rows';
  readonly rows: readonly Row[];
}

/** Outcome of a submission, once everything of it is on disk. */
export interface Receipt {
  /** Sequence of each event; negative: that of the same hit, which was stored before. */
  readonly sequences: readonly Sequence[];
  readonly rejections: readonly Rejection[];
  /** Values that were left out of the events. */
  readonly cuts: readonly Cut[];
  /** Set-Cookie header of the answer. */
  readonly setCookie: string | null;
  /** The events, where somebody asked for them. */
  readonly events: readonly Event[] | null;
  /** The events are on this machine's disk, and not known to be on the replicas that the answer waited for. */
  readonly isLate?: true;
}

/** Settings that submissions are decided by. */
export interface WriterSettings {
  /** Keys that references of clicks are read by. */
  readonly clickKeys: readonly string[];
  readonly decision: DecisionSettings;
  /** True where receipts hold the events: to clone them takes time. */
  readonly withEvents: boolean;
}
