/** What decides how a start tag opens an element. */
interface StartTag {
  /** In lower case. */
  readonly name: string;
  readonly isSelfClosing: boolean;
  /** Decoded values by name; the first of a name counts. */
  readonly attributes: ReadonlyMap<string, string>;
}

interface OpenElement {
  readonly name: string;
  readonly space: 'html' | 'svg' | 'math';
  /** Its children are HTML again: all of them, or all but MathML's own glyphs. */
  readonly takes: 'html' | 'text' | 'foreign';
}

/** Browsers stop nesting at 512; a limit also bounds what an end tag that ends nothing costs. */
const maxDepth = 512;

/**
 * Tells whether a tag stands in SVG or MathML, where `<style>` and `<title>` are ordinary elements and
 * `<![CDATA[` means something (13.2.6.5). Knows the elements from the outermost `<svg>` or `<math>`
 * inwards, no others: an email's tables cost nothing here.
 */
export class ForeignContent {
  readonly #open: OpenElement[] = [];

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** Whether text here is foreign. */
  get isForeign(): boolean {
    const top = this.#open.at(-1);
    return top !== undefined && top.space !== 'html';
  }

  /** @returns whether the element is one of HTML */
  startTag(tag: StartTag): boolean {
    const top = this.#open.at(-1);
    if (top !== undefined && !takesHtml(top, tag.name)) {
      if (!breaksOut(tag)) {
        this.#push(tag, top.space === 'svg' ? 'svg' : 'math');
        return false;
      }
      this.#leave();
    }
    if (tag.name === 'svg' || tag.name === 'math') {
      this.#push(tag, tag.name);
      return false;
    }
    if (!this.isEmpty && !needsNoEndTag.has(tag.name)) {
      this.#add({ name: tag.name, space: 'html', takes: 'html' });
    }
    return true;
  }

  /** @param isOpenOutside whether an element of that name is open around the outermost one */
  endTag(name: string, isOpenOutside: boolean): void {
    if (this.isForeign && (name === 'p' || name === 'br')) return this.#leave();
    let index = this.#open.length - 1;
    if (this.isForeign) {
      while (index >= 0 && this.#open[index]?.space !== 'html') {
        if (this.#open[index]?.name === name) return this.#closeFrom(index);
        index -= 1;
      }
    }
    for (; index >= 0; index--) {
      const element = this.#open[index];
      // An end tag of HTML does not reach out of `<foreignObject>`.
      if (element?.space !== 'html') {
        if (element?.takes !== 'foreign') return;
      } else if (element.name === name) return this.#closeFrom(index);
    }
    // An element around the `<svg>`, which it takes with it.
    if (isOpenOutside) this.#closeFrom(0);
  }

  #push(tag: StartTag, space: 'svg' | 'math'): void {
    if (!tag.isSelfClosing) this.#add({ name: tag.name, space, takes: content(tag, space) });
  }

  #add(element: OpenElement): void {
    if (this.#open.length < maxDepth) this.#open.push(element);
  }

  #closeFrom(index: number): void {
    this.#open.length = index;
  }

  /** Out of the foreign elements, to HTML or to an element that takes it. */
  #leave(): void {
    while (this.isForeign && this.#open.at(-1)?.takes === 'foreign') this.#open.pop();
  }
}

function takesHtml(parent: OpenElement, name: string): boolean {
  if (parent.takes === 'text') return name !== 'mglyph' && name !== 'malignmark';
  return parent.takes === 'html' || (parent.name === 'annotation-xml' && name === 'svg');
}

function content({ name, attributes }: StartTag, space: 'svg' | 'math'): OpenElement['takes'] {
  if (space === 'svg') return svgHtmlParents.has(name) ? 'html' : 'foreign';
  if (mathTextParents.has(name)) return 'text';
  const encoding = attributes.get('encoding')?.toLowerCase() ?? '';
  const isHtml =
    name === 'annotation-xml' && /^(text\/html|application\/xhtml\+xml)$/.test(encoding);
  return isHtml ? 'html' : 'foreign';
}

function breaksOut({ name, attributes }: StartTag): boolean {
  if (name === 'font') return ['color', 'face', 'size'].some((of) => attributes.has(of));
  return htmlOnly.has(name);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

const svgHtmlParents = words('foreignobject desc title');

const mathTextParents = words('mi mo mn ms mtext');

/** Elements of HTML that are never foreign. */
const htmlOnly = words(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

/** Void elements, and those whose end is implied: they are never waited for. */
const needsNoEndTag = words(
  'area base br col embed hr img input link meta param source track wbr html head body p li dd dt option optgroup rp rt tr td th tbody thead tfoot colgroup',
);
