export type { SampleEvent } from './event-builder.ts';
export { sampleEvents, type SampleOptions } from './sample-events.ts';
