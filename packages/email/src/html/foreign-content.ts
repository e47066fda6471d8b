import { words } from './element-sorts.ts';
import { OpenElements, type OpenElement } from './open-elements.ts';

/** What decides how a start tag opens an element. */
interface StartTag {
  /** In lower case. */
  readonly name: string;
  readonly isSelfClosing: boolean;
  /** Decoded values by name; the first of a name counts. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Tells whether a tag stands in SVG or MathML, where `<style>` and `<title>` are ordinary elements and
 * `<![CDATA[` means something (13.2.6.5).
 */
export class ForeignContent {
  readonly #open = new OpenElements();

  /** Whether text here is foreign. */
  get isForeign(): boolean {
    return (this.#open.top?.space ?? 'html') !== 'html';
  }

  /** @returns whether the element is one of HTML */
  startTag(tag: StartTag): boolean {
    const { top } = this.#open;
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
    this.#open.start(tag.name);
    return true;
  }

  endTag(name: string): void {
    if (this.isForeign && (name === 'p' || name === 'br')) this.#leave();
    const { stack } = this.#open;
    for (let index = stack.length - 1; index >= 0; index--) {
      const element = stack[index]!;
      if (element.space === 'html') break;
      if (element.name === name) {
        stack.length = index;
        return;
      }
    }
    this.#open.end(name);
  }

  #push({ name, isSelfClosing, attributes }: StartTag, space: 'svg' | 'math'): void {
    if (!isSelfClosing) this.#open.push({ name, space, takes: content(name, attributes, space) });
  }

  /** Out of the foreign elements, to HTML or to an element that takes it. */
  #leave(): void {
    while (this.#open.top?.takes === 'foreign') this.#open.stack.pop();
  }
}

function takesHtml(parent: OpenElement, name: string): boolean {
  if (parent.takes === 'text') return name !== 'mglyph' && name !== 'malignmark';
  return parent.takes === 'html' || (parent.name === 'annotation-xml' && name === 'svg');
}

function content(
  name: string,
  attributes: StartTag['attributes'],
  space: 'svg' | 'math',
): OpenElement['takes'] {
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

const svgHtmlParents = words('foreignobject desc title');

const mathTextParents = words('mi mo mn ms mtext');

/** Elements of HTML that are never foreign. */
const htmlOnly = words(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);
