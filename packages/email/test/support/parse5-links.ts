import { parse, type DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** The `href` of an `<a>` or `<area>`: where the attribute begins, and its value. */
export type FoundHref = readonly [start: number, value: string];

/** What parse5 finds, with scripting off as in a mail reader, in the order of the source. */
export function parse5Links(html: string): FoundHref[] {
  const found = new Map<number, FoundHref>();
  visit(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }), found);
  return [...found.values()].sort(([a], [b]) => a - b);
}

/** Misnested formatting makes the tree hold several elements of one tag: the map keeps one. */
function visit(node: Node, found: Map<number, FoundHref>): void {
  if ('tagName' in node && (node.tagName === 'a' || node.tagName === 'area')) {
    const href = node.attrs.find(({ name, prefix }) => name === 'href' && !prefix);
    const place = node.sourceCodeLocation?.attrs?.['href'];
    if (href && place) found.set(place.startOffset, [place.startOffset, href.value]);
  }
  if ('childNodes' in node) for (const child of node.childNodes) visit(child, found);
  if ('content' in node) visit(node.content, found);
}
