export type { SampleEvent } from './event-builder.ts';
export { sampleEvents, type SampleOptions } from './sample-events.ts';
export { sampleSettings, type SampleSettings } from './sample-settings.ts';
