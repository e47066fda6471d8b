/** The parameter that tells a page which click led to it. */
const clickParameter = 'hm_click';

/**
 * Adds `hm_click=<reference>` to a target: after its query, before its fragment, in place of one that is
 * there. All else stays byte for byte as it is.
 *
 * @param reference letters, digits, `-` and `_`, as `ClickReferences.seal` makes it
 */
export function appendClick(url: string, reference: string): string {
  if (!/^[\w-]+$/.test(reference)) throw new TypeError('expected the reference of a click');
  const [, path = '', query = '', fragment = ''] =
    /^([^?#]*)(?:\?([^#]*))?(#[^]*)?$/.exec(url) ?? [];
  const others = query.split('&').filter((part) => part.split('=')[0] !== clickParameter);
  const kept = others.join('&');
  return `${path}?${kept}${kept && '&'}${clickParameter}=${reference}${fragment}`;
}
