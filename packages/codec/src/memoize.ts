/** Keeps the results for the last arguments given, up to `max` of them, then starts anew. */
export function memoize<Value>(make: (text: string) => Value, max = 100): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = make(text);
      if (known.size === max) known.clear();
      known.set(text, value);
    }
    return value;
  };
}
