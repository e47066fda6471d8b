import { options } from './options.ts';

/** `hm_click`: the id of the email click that led here. */
export let clickId = '';

/** The address without it. */
let rest: string;

/** Takes the id from the page's address: hits carry it, and whoever copies the address does not. */
export function takeClickId(): void {
  rest = location.href.replace(
    /([?&])hm_click=([\w-]+)(&?)/,
    (_all, before: string, id: string, after: string) => {
      clickId = id;
      return after && before;
    },
  );
  if (clickId && options.click !== 'keep') history.replaceState(history.state, '', rest);
}
