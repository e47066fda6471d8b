import type { TagOptions } from './tag-options.ts';

/**
 * Takes the reference of an email's click (`hm_click`) out of the page's address: hits carry it, and whoever
 * copies the address does not. Empty where there is none.
 */
export function takeClickReference({ click }: TagOptions): string {
  const [found, before, reference = '', after] =
    /([?&])hm_click=([\w-]+)(&?)/.exec(location.href) ?? [];
  if (found && click !== 'keep') {
    history.replaceState(history.state, '', location.href.replace(found, after ? `${before}` : ''));
  }
  return reference;
}
