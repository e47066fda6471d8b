import { takeClickId } from './click-id.ts';
import { createTag } from './create-tag.ts';
import { watchDeclaredEvents } from './declared-events.ts';
import { measureEngagement } from './engagement.ts';
import { watchForms } from './forms.ts';
import { guard } from './guard.ts';
import { watchLinks } from './links.ts';
import { followMoves } from './moves.ts';
import type { Tag, TagOptions } from './tag.ts';

/** `window.hitmark`: the snippet's stub, whose queue holds the commands so far, then the tag itself. */
type Hitmark = Tag & { readonly q?: Parameters<Tag>[] };

/**
 * Runs the tag as a script of a page: set up by the script's element, its commands at `window.hitmark`.
 *
 * @param startMore starts what this script has beside all that `tag.js` does
 */
export const startScript = guard((startMore?: () => void) => {
  const page = window as typeof window & { hitmark?: Hitmark };
  const stub = page.hitmark;
  // A tag that has no queue is running already: the script was loaded twice.
  if (stub && !stub.q) return;
  const script = (document.currentScript ??
    document.querySelector('[data-hitmark]')) as HTMLScriptElement;
  const tag = createTag(
    {
      collector: script.src,
      // Tag managers strip a script's attributes; its address they leave.
      ...Object.fromEntries(new URL(script.src).searchParams),
      ...(script.dataset as Partial<TagOptions>),
    },
    () => {
      followMoves();
      watchLinks();
      watchForms();
      watchDeclaredEvents();
      measureEngagement();
      takeClickId();
      startMore?.();
    },
  );
  page.hitmark = tag;
  for (const args of stub?.q ?? []) tag.apply(null, args);
});
