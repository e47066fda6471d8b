/**
 * Tells whether a text is one of those that an option lists, separated by commas; `*` stands for anything.
 * Any case will do.
 */
export function isListed(text: string, list = ''): boolean {
  const pattern = list.replace(/, *|\W/g, (mark) =>
    mark === '*' ? '.*' : mark[0] === ',' ? '|' : `\\${mark}`,
  );
  return new RegExp(`^(${pattern})$`, 'i').test(text);
}
