export { openDeadLetters } from './dead-letters.ts';
export { openDeliveryList } from './delivery-list.ts';
export { openReplayedDeliveries } from './replayed-deliveries.ts';
export { hasWebhooks, startWebhooks } from './start-webhooks.ts';
