/** Keeps results for the last arguments given, up to `max` characters of them, then starts anew. */
export function memoize<Value>(
  make: (text: string) => Value,
  max = 20_000,
): (text: string) => Value {
  const known = new Map<string, Value>();
  let length = 0;
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = make(text);
      length += text.length;
      if (length > max) {
        known.clear();
        length = text.length;
      }
      known.set(text, value);
    }
    return value;
  };
}
