/** A tag does no harm: whatever the page has broken, it stays silent. */
export function guard<A, B, C>(run: (a: A, b: B, c: C) => void): (a?: A, b?: B, c?: C) => void {
  return (a, b, c) => {
    try {
      run(a as A, b as B, c as C);
    } catch {
      // Nobody asked for an answer.
    }
  };
}
