export { configuredForwarders } from './configured-forwarders.ts';
export { startForwarders, type ForwarderOptions } from './start-forwarders.ts';
export type { RunningForwarder } from './start-thread.ts';
export { linesOf } from './lines.ts';
export { openDeadLetters } from './webhook/index.ts';
