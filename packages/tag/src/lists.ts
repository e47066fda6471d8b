/** Runs for each part of a text: parted by commas, or a line with its end. Pages replace arrays' methods. */
export function each(list: string, use: (item: string) => unknown): void {
  list.replace(/[^,\n]+\n?/g, use as (item: string) => string);
}

/** Whether an item is one of those parted by commas. */
export function isIn(list: string | undefined, item: string): boolean {
  return (',' + list + ',').includes(',' + item + ',');
}
