import {
  closesParagraph,
  formattingElements,
  frames,
  headings,
  scopeBoundaries,
  specialElements,
  tableParts,
  tableSections,
  voidElements,
  words,
} from './element-sorts.ts';

/** An element whose end has not come yet. */
export interface OpenElement {
  readonly name: string;
  readonly space: 'html' | 'svg' | 'math';
  /** What its children are: HTML, all of them or all but MathML's own glyphs, or as itself. */
  readonly takes: 'html' | 'text' | 'foreign';
}

/** Browsers stop nesting at 512; a limit also bounds what an end tag that ends nothing costs. */
const maxDepth = 512;

const buttonScope = words('button');
const listScope = words('ol ul');
const none = words('');
const tableContexts = new Set([...tableParts, 'table', 'template']);
const listItems = words('li');
const descriptions = words('dd dt');
const endsListItem = words('address div p');

/**
 * The stack of open elements (13.2.4.2), as the rules for "in body" and those for tables change it;
 * what depends on more than the stack is left out.
 */
export class OpenElements {
  readonly stack: OpenElement[] = [];

  get top(): OpenElement | undefined {
    return this.stack.at(-1);
  }

  push(element: OpenElement): void {
    if (this.stack.length < maxDepth) this.stack.push(element);
  }

  /** A start tag of HTML. */
  start(name: string): void {
    if (frames.has(name)) return;
    if (tableParts.has(name)) return this.#startTablePart(name);
    if (name === 'table') this.#leaveTable();
    if (closesParagraph.has(name)) this.#closeInScope('p', buttonScope);
    if (headings.has(name) && this.top?.space === 'html' && headings.has(this.top.name)) {
      this.stack.pop();
    }
    if (name === 'li') this.#closeItem(listItems);
    if (name === 'dd' || name === 'dt') this.#closeItem(descriptions);
    if (name === 'option' || name === 'optgroup') this.#closeOption();
    if (name === 'button') this.#closeInScope(name);
    if (name === 'a' || name === 'nobr') this.#endFormatting(name);
    if (name === 'form' && (this.#isInTable() || this.#find((of) => of === 'form') !== -1)) return;
    if (!voidElements.has(name)) this.#pushHtml(name);
  }

  /** An end tag of HTML. */
  end(name: string): void {
    if (name === 'table' || tableParts.has(name)) this.#endTablePart(name);
    else if (name === 'p') this.#closeInScope(name, buttonScope);
    else if (name === 'li') this.#closeInScope(name, listScope);
    else if (headings.has(name)) this.#truncate(this.#findInScope((of) => headings.has(of)));
    else if (formattingElements.has(name)) this.#endFormatting(name);
    else if (name === 'template') this.#truncate(this.#find((of) => of === name));
    else if (specialElements.has(name)) this.#closeInScope(name);
    else this.#endOther(name);
  }

  #pushHtml(name: string): void {
    this.push({ name, space: 'html', takes: 'html' });
  }

  #truncate(index: number): void {
    if (index !== -1) this.stack.length = index;
  }

  /** The innermost element of HTML of some name. */
  #find(isIt: (name: string) => boolean, isEnd: (element: OpenElement) => boolean = () => false) {
    for (let index = this.stack.length - 1; index >= 0; index--) {
      const element = this.stack[index]!;
      if (element.space === 'html' && isIt(element.name)) return index;
      if (isEnd(element)) return -1;
    }
    return -1;
  }

  #findInScope(isIt: (name: string) => boolean, boundaries: ReadonlySet<string> = none): number {
    return this.#find(isIt, (element) =>
      element.space === 'html'
        ? scopeBoundaries.has(element.name) || boundaries.has(element.name)
        : isIntegrationPoint(element),
    );
  }

  #closeInScope(name: string, boundaries?: ReadonlySet<string>): void {
    this.#truncate(this.#findInScope((of) => of === name, boundaries));
  }

  #closeItem(names: ReadonlySet<string>): void {
    this.#truncate(
      this.#find(
        (of) => names.has(of),
        (element) => isSpecial(element) && !endsListItem.has(element.name),
      ),
    );
  }

  #closeOption(): void {
    if (this.top?.space === 'html' && this.top.name === 'option') this.stack.pop();
  }

  #endFormatting(name: string): void {
    const index = this.#findInScope((of) => of === name);
    if (index === -1) return;
    let end = this.stack.length;
    while (end > index + 1 && !isSpecial(this.stack[end - 1]!)) end -= 1;
    this.stack.length = end;
    this.stack.splice(index, 1);
  }

  #endOther(name: string): void {
    this.#truncate(this.#find((of) => of === name, isSpecial));
  }

  /** Whether the innermost part of a table is no cell and no caption (13.2.6.4.9 to 14). */
  #isInTable(): boolean {
    const name = this.stack[this.#find((of) => tableContexts.has(of))]?.name ?? 'template';
    return name === 'table' || name === 'tr' || name === 'colgroup' || tableSections.has(name);
  }

  /** A table in a table, but in no cell, ends that. */
  #leaveTable(): void {
    if (this.#isInTable()) this.#truncate(this.#find((of) => of === 'table'));
  }

  #startTablePart(name: string): void {
    const table = this.#find((of) => of === 'table' || of === 'template');
    if (table === -1) return;
    const isTable = this.stack[table]?.name === 'table';
    const isCell = name === 'td' || name === 'th';
    const parent = isCell
      ? this.#find((of) => of === 'tr')
      : name === 'tr'
        ? this.#find((of) => tableSections.has(of))
        : table;
    if (parent >= table) this.#truncate(parent + 1);
    else if (isCell) this.#startImplied('tr', isTable, table);
    else this.#startImplied('tbody', isTable, table);
    if (name !== 'col') this.#pushHtml(name);
  }

  #startImplied(name: string, isTable: boolean, table: number): void {
    if (isTable) this.#startTablePart(name);
    else this.#truncate(table + 1);
  }

  #endTablePart(name: string): void {
    this.#truncate(
      this.#find(
        (of) => of === name,
        ({ name: of, space }) => space === 'html' && (of === 'table' || of === 'template'),
      ),
    );
  }
}

function isSpecial(element: OpenElement): boolean {
  return element.space === 'html' ? specialElements.has(element.name) : isIntegrationPoint(element);
}

/** An element of SVG or MathML that end tags of HTML do not reach out of. */
function isIntegrationPoint({ name, space, takes }: OpenElement): boolean {
  return takes !== 'foreign' || (name === 'annotation-xml' && space === 'math');
}
