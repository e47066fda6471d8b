export { createTag } from './create-tag.ts';
export { watchErrors } from './errors.ts';
export type { BeforeSend, EventData, Fields, Tag, TagOptions } from './tag.ts';
export { measureVitals } from './vitals.ts';
