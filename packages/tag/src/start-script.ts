import { at } from './at.ts';
import { enter } from './enter.ts';
import { defaults, options, setOptions } from './options.ts';
import { start } from './start.ts';
import type { Tag } from './tag.ts';
import type { TagOptions } from './tag-options.ts';

// The tag as a script of a page: set up by the script's element, its commands at `window.hitmark`.

// A tag that has no queue is running already: where the script is loaded twice this throws, which ends it.
const {
  q: [...queue],
} = (self.hitmark || { q: [] }) as { q: Parameters<Tag>[] };
const script = (document.currentScript ||
  document.querySelector('[data-hitmark]')) as HTMLScriptElement;

setOptions({
  ...defaults,
  collector: script.src,
  // Tag managers strip a script's attributes; its address they leave.
  ...Object.fromEntries(new URL(script.src).searchParams),
  ...(script.dataset as Partial<TagOptions>),
});

// The page may ask for a log. What explains itself is another script, which only developers load.
if ('debug' in options || /hitmark-debug/.test(location as never)) {
  // One promise: two imports of the same may come in any order.
  const debug = import(at('tag.debug.js', '') as never);
  const forward = (...all: unknown[]): unknown => debug.then((it) => it.tag(...all));
  (self.hitmark = forward)('start', options);
} else {
  start();
  self.hitmark = enter;
}
for (const args of queue) self.hitmark(...args);
