/** How large a value is so far: characters of its texts, members of its lists and objects. */
export interface Sized {
  size: number;
}

/** Many times what a URL carries, so that nobody can make a reader unfold more. */
const maxSize = 2 ** 15 - 1;

export function isTooLarge(value: Sized, growth: number): boolean {
  value.size += growth;
  return value.size > maxSize;
}

/** @throws RangeError */
export function refuseTooLarge(value: Sized, growth: number): void {
  if (isTooLarge(value, growth)) throw new RangeError(`expected at most ${maxSize} characters`);
}
