import type { ForwarderLog } from './forwarder-log.ts';

/** What a forwarder's thread tells. It is sent how many ms it may take, to stop. */
export type ForwarderMessage =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'log';
      readonly level: Parameters<ForwarderLog>[0];
      readonly fields: Parameters<ForwarderLog>[1];
      readonly message: string;
    };
