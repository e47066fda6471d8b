import type { ForwarderLog } from './forwarder-log.ts';
import type { ReplicaNews } from './kafka/replica-news.ts';

/** Request to a forwarder's thread: to look at the journal at once, or (a number) to stop within that many ms. */
export type ForwarderRequest = 'look' | number;

/** Message of a forwarder's thread. */
export type ForwarderMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'news'; readonly news: ReplicaNews }
  | {
      readonly kind: 'log';
      readonly level: Parameters<ForwarderLog>[0];
      readonly fields: Parameters<ForwarderLog>[1];
      readonly message: string;
    };
