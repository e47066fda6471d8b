export { openDeadLetters } from './dead-letters.ts';
export { startWebhooks } from './start-webhooks.ts';
