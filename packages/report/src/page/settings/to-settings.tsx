import type { VNode } from 'preact';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import type { Kind } from './kinds.ts';

/** The way from a panel to where its items are changed; a shared link has none. */
export function ToSettings({ view, kind }: { view: SiteView; kind: Kind }): VNode | null {
  const { reader, site, state, texts } = view;
  if (reader.kind === 'shared') return null;
  return (
    <p class="more small">
      <a href={`${links.site(site, state, 'settings')}#settings-${kind}`}>{texts.keep.edit}</a>
    </p>
  );
}
