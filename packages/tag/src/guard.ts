/** A tag does no harm: whatever the page has broken, it stays silent. */
export function guard<Arguments extends unknown[]>(
  run: (...all: Arguments) => unknown,
): (...all: Arguments) => void {
  return (...all) => {
    try {
      run(...all);
    } catch {
      // Nobody asked for an answer.
    }
  };
}
