/** The parameter that tells the page which click led to it. */
export const clickIdParameter = 'hm_click';

/**
 * Adds `hm_click=<id>` to a target: after its query, before its fragment, in place of one that is
 * there. All else stays byte for byte as it is.
 *
 * @param id of the click event: letters, digits, `-` and `_`
 */
export function appendClickId(url: string, id: string): string {
  if (!/^[\w-]+$/.test(id)) throw new TypeError('expected the id of a click');
  const [, path = '', query = '', fragment = ''] =
    /^([^?#]*)(?:\?([^#]*))?(#[^]*)?$/.exec(url) ?? [];
  const others = query.split('&').filter((part) => part.split('=')[0] !== clickIdParameter);
  const kept = others.join('&');
  return `${path}?${kept}${kept && '&'}${clickIdParameter}=${id}${fragment}`;
}
