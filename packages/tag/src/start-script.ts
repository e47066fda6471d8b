import { createTag, runningTag } from './create-tag.ts';
import { loadDebugTag } from './load-debug-tag.ts';
import { wantsLog } from './log.ts';
import { takeQueue } from './queue.ts';
import { scriptOptions } from './script-options.ts';
import type { Tag } from './tag.ts';

/**
 * Starts the tag as a script of the page, with its commands at `window.hitmark`.
 *
 * @returns the tag; undefined where one runs already
 */
export function startScript(): Tag | undefined {
  const options = scriptOptions();
  if (!options || runningTag()) return undefined;
  const tag = wantsLog(options) ? loadDebugTag(options) : createTag(options);
  takeQueue(window.hitmark, tag);
  window.hitmark = tag;
  return tag;
}
