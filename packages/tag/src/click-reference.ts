import type { TagOptions } from './tag-options.ts';

/**
 * Removes the reference of an email's click (`hm_click`) from the page's address, so that copies of the address don't
 * have it. Hits carry it. Returns an empty text where there is none.
 */
export function takeClickReference({ click }: TagOptions): string {
  const [found, before, reference = '', after] =
    /([?&])hm_click=([\w-]+)(&?)/.exec(location.href) ?? [];
  if (found && click !== 'keep') {
    history.replaceState(history.state, '', location.href.replace(found, after ? `${before}` : ''));
  }
  return reference;
}
