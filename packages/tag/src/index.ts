export { createTag } from './create-tag.ts';
export { watchErrors } from './errors.ts';
export type { BeforeSend, EventData, Fields, Tag, ViewFields } from './tag.ts';
export type { TagOptions } from './tag-options.ts';
export { measureVitals } from './vitals.ts';
