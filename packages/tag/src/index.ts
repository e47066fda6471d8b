export { createTag } from './create-tag.ts';
export type { EventData, Tag, TagOptions } from './tag.ts';
