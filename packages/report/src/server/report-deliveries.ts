/** An event that has not reached a receiver yet, or was given up. */
export interface ReportDelivery {
  readonly id: number;
  /** Id of the event. */
  readonly event: string;
  /** Type of the event. */
  readonly type: string;
  readonly url: string;
  /** Id of the key of the token that held the URL; null: a configured receiver. */
  readonly key: string | null;
  /** Attempts that have failed. */
  readonly attempts: number;
  /** Reason why the last attempt has failed; null: none was made yet. */
  readonly reason: string | null;
  /** Time of the last attempt, Unix ms. */
  readonly failedMs: number | null;
  /** Time of the next attempt, Unix ms. */
  readonly dueMs: number;
}

/** State of a delivery: it is tried again, or was given up. */
export type DeliveryState = 'waiting' | 'dead';

/** Some deliveries of a state, and the number of all. */
interface SomeDeliveries {
  readonly count: number;
  readonly deliveries: readonly ReportDelivery[];
}

/** Deliveries of a collector to webhooks, one by one. */
export interface ReportDeliveries {
  list(): Promise<Readonly<Record<DeliveryState, SomeDeliveries>>>;
  /** Makes one delivery due, by its id, or all of a state; results in how many. */
  retry(which: number | DeliveryState): Promise<number>;
}
