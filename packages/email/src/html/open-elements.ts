const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Never waited for: void elements, and those whose end tags close nothing around them. */
const unlisted = words(
  'area base br col embed hr img input link meta param source track wbr html head body',
);

/** What an end tag does not reach out of (13.2.4.2). */
const boundaries = words('applet caption marquee object table td template th');

const tableParts = words('caption colgroup tbody td tfoot th thead tr');

/** Bounds what an end tag that ends nothing costs. */
const maxSearch = 512;

/**
 * The elements of HTML that are open around a place, nearly: nearly, since what only a tree can know
 * is left out. Serves to tell whether an end tag inside an `<svg>` ends an element around it.
 */
export class OpenElements {
  readonly #names: string[] = [];

  open(name: string): void {
    if (unlisted.has(name)) return;
    // Without a table these are no elements.
    if (tableParts.has(name) && this.#find('table') === -1) return;
    this.#names.push(name);
  }

  has(name: string): boolean {
    return this.#find(name) !== -1;
  }

  close(name: string): void {
    const index = this.#find(name);
    if (index !== -1) this.#names.length = index;
  }

  #find(name: string): number {
    const isTable = name === 'table' || tableParts.has(name);
    const end = Math.max(0, this.#names.length - maxSearch);
    for (let index = this.#names.length - 1; index >= end; index--) {
      const open = this.#names[index] ?? '';
      if (open === name) return index;
      if (isTable ? open === 'table' || open === 'template' : boundaries.has(open)) return -1;
    }
    return -1;
  }
}
