export { takeClickId } from './click-id.ts';
export { createTag } from './create-tag.ts';
export { watchDeclaredEvents } from './declared-events.ts';
export { measureEngagement } from './engagement.ts';
export { watchForms } from './forms.ts';
export { watchLinks } from './links.ts';
export { followMoves } from './moves.ts';
export type { BeforeSend, EventData, Fields, Tag, TagOptions } from './tag.ts';
