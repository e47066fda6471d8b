export { openDeadLetters } from './dead-letters.ts';
export { startWebhooks, type Webhooks } from './start-webhooks.ts';
