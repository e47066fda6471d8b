import { start, tag } from './create-tag.ts';
import { guard } from './guard.ts';
import { setOptions } from './options.ts';
import type { TagOptions } from './tag.ts';

/** Runs the tag as a script of a page: set up by the script's element, its commands at `window.hitmark`. */
export const startScript = guard(() => {
  const stub = self.hitmark;
  // A tag that has no queue is running already: the script was loaded twice.
  if (stub && !stub.q) return;
  const script = (document.currentScript ??
    document.querySelector('[data-hitmark]')) as HTMLScriptElement;
  setOptions({
    collector: script.src,
    // Tag managers strip a script's attributes; its address they leave.
    ...Object.fromEntries(new URL(script.src).searchParams),
    ...(script.dataset as Partial<TagOptions>),
  });
  start();
  self.hitmark = tag;
  for (const args of stub?.q ?? []) tag(...args);
});
