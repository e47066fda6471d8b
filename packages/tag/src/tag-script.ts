import { createTag } from './create-tag.ts';
import type { Tag } from './tag.ts';

/** `window.hitmark`: the snippet's stub, whose queue holds the commands so far, then the tag itself. */
type Hitmark = Tag & { readonly q?: Parameters<Tag>[] };

const page = window as typeof window & { hitmark?: Hitmark };
const script = document.currentScript as HTMLScriptElement | null;
const stub = page.hitmark;

// A tag that has no queue is running already: the script was loaded twice.
if (script && (!stub || stub.q)) {
  const { searchParams } = new URL(script.src);
  const tag = createTag({
    collector: script.src,
    site: script.dataset['site'] ?? searchParams.get('site'),
  });
  page.hitmark = tag;
  for (const command of stub?.q ?? []) tag(...command);
}
