import { createTag } from './create-tag.ts';
import { routeUrl } from './routes.ts';
import type { Tag } from './tag.ts';
import type { TagOptions } from './tag-options.ts';

interface DebugTag {
  createTag(options: TagOptions): Tag;
}

type Command = (...args: unknown[]) => void;

/** Loads the same tag with its log, which only developers need, and passes on each command to it. */
export function loadDebugTag(options: TagOptions): Tag {
  const loading = import(routeUrl(options, 'tag.debug.js', '')) as Promise<DebugTag>;
  // If it can't be loaded, the page is counted without a log.
  const tag = loading.catch(() => ({ createTag })).then((found) => found.createTag(options));
  return (...args: unknown[]) => void tag.then((run) => (run as Command)(...args));
}
