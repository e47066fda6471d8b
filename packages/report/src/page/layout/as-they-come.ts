/** Yields the values of promises as they are fulfilled. */
export async function* asTheyCome<Value>(
  promises: readonly Promise<Value>[],
): AsyncGenerator<Value> {
  const waiting = new Map(
    promises.map((promise, index) => [index, promise.then((value) => ({ index, value }))]),
  );
  while (waiting.size > 0) {
    const { index, value } = await Promise.race(waiting.values());
    waiting.delete(index);
    yield value;
  }
}
