import { enter } from './enter.ts';
import { setHook } from './hooks.ts';
import { defaults, setOptions } from './options.ts';
import { start } from './start.ts';
import type { Tag } from './tag.ts';
import type { TagOptions } from './tag-options.ts';

/**
 * Starts the page's tag: counts the page view when the page is seen, and answers with the function that
 * takes commands.
 */
export function createTag(given: TagOptions): Tag {
  try {
    setOptions({ ...defaults, ...given });
    if (typeof given.beforeSend === 'function') setHook(given.beforeSend);
    start();
  } catch {}
  return enter;
}
