export type { SampleEvent } from './event-builder.ts';
export { keepSampleSettings } from './keep-sample-settings.ts';
export { sampleEvents, type SampleOptions } from './sample-events.ts';
