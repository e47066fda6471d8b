export { sampleEvent } from '../../codec/test/event/sample-event.ts';
