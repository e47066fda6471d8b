import type { WebhookOptions } from '../../configuration/webhook-options.ts';
import type { ForwarderLog } from './forwarder-log.ts';

/** What the thread is started with. It is sent how many ms it may take, to stop. */
export interface WebhookThreadData {
  /** Of the journal's file. */
  readonly path: string;
  readonly options: WebhookOptions;
}

/** What the thread tells. */
export type WebhookMessageToParent =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'log';
      readonly level: Parameters<ForwarderLog>[0];
      readonly fields: Parameters<ForwarderLog>[1];
      readonly message: string;
    };
