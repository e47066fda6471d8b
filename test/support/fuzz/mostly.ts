import fc from 'fast-check';

/** One value four times in five, else one of the others. */
export function mostly<Value>(first: Value, ...others: Value[]): fc.Arbitrary<Value> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}
