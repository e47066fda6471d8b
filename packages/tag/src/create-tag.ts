import { commands } from './commands.ts';
import { guard } from './guard.ts';
import { startTag } from './start-tag.ts';
import { createState } from './state.ts';
import type { Tag } from './tag.ts';
import type { TagOptions } from './tag-options.ts';

/** Key under which a page keeps its tag, however many scripts and bundles bring one. */
const mark = Symbol.for('hitmark');

interface Page {
  [mark]?: Tag;
}

/** Finds the page's running tag, however it was started. */
export function runningTag(): Tag | undefined {
  return (globalThis as Page)[mark];
}

/**
 * Starts the page's tag: counts the page view when the page is seen, and returns the function that takes
 * commands. Where a tag runs already, that one is returned and goes on as it was set up; where there is no
 * page, as on a server, one that does nothing. It never throws.
 */
export function createTag(options: TagOptions): Tag {
  const running = runningTag();
  if (running || !globalThis.document) return running ?? (() => {});
  const tag = createState(options);
  guard(tag, startTag)();
  const run: (...args: unknown[]) => void = guard(tag, (_tag, command, ...args) =>
    commands[command as string]?.(tag, ...args),
  );
  (globalThis as Page)[mark] = run;
  return run;
}
