import type { Tag } from './tag.ts';

/**
 * Stub that a page may have put in front of the tag, one that keeps commands, in `q` or as the list it is.
 */
type Stub = object & { readonly q?: object };

/** Runs the commands that a stub kept, and those that the page goes on giving to it. */
export function takeQueue(stub: Stub | undefined, tag: Tag): void {
  const run = (command: unknown): void =>
    (tag as (...args: unknown[]) => void)(...Object.values(Object(command)));
  // Scripts that kept the stub, or its queue, push into the tag from now on.
  Object.assign(tag, { q: tag, push: run });
  for (const command of Object.values(stub?.q ?? Object(stub))) run(command);
}
