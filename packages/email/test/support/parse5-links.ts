import { Parser, type DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];

/** The `href` of an `<a>` or `<area>`: where the attribute begins, and its value. */
export type FoundHref = readonly [start: number, value: string];

/** Finds links by parse5, with scripting off as in a mail reader, in the order of the source. */
export function parse5Links(html: string): FoundHref[] {
  const found = new Map<number, FoundHref>();
  const options = { sourceCodeLocationInfo: true, scriptingEnabled: false };
  visit(StandardParser.parse(html, options) as Node, found);
  return [...found.values()].sort(([a], [b]) => a - b);
}

/**
 * parse5 8 takes `<![CDATA[` for a comment in `<svg><title>` and other integration points; by the
 * standard (13.2.5.42) it counts wherever the current element is none of HTML.
 */
class StandardParser extends Parser<DefaultTreeAdapterMap> {
  constructor(...options: ConstructorParameters<typeof Parser<DefaultTreeAdapterMap>>) {
    super(...options);
    const tokenizer = this.tokenizer as unknown as Declarations;
    const read = tokenizer[declaration].bind(tokenizer);
    tokenizer[declaration] = (codePoint) => {
      const { inForeignNode } = tokenizer;
      tokenizer.inForeignNode = this.currentNotInHTML;
      read(codePoint);
      tokenizer.inForeignNode = inForeignNode;
    };
  }
}

const declaration = '_stateMarkupDeclarationOpen';

/** Members of parse5's tokenizer that its types hide. */
interface Declarations {
  inForeignNode: boolean;
  [declaration]: (codePoint: number) => void;
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
