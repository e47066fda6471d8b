/**
 * Whether a text is one of those that an option lists, separated by commas; `*` stands for anything. Any case
 * will do.
 */
export function isListed(text: string, list = ''): boolean {
  const patterns = list
    .replace(/[^\w\s,*/-]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/[\s,]+/g, '|');
  return new RegExp(`^(${patterns})$`, 'i').test(text);
}
