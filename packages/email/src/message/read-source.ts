/** A message: its bytes, or a stream of them. */
export type MessageSource = Uint8Array | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** @throws TypeError for a string: as one a message has lost its encodings */
export async function readSource(source: MessageSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (typeof source === 'string') refuse('a string');
  const chunks: Uint8Array[] = [];
  for await (const chunk of iterate(source)) {
    if (!(chunk instanceof Uint8Array)) refuse(`a stream of ${typeof chunk}`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Iterates over the chunks of a source; streams cannot be iterated by themselves in every runtime. */
async function* iterate(
  source: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (!('getReader' in source)) {
    yield* source;
    return;
  }
  const reader = source.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

function refuse(got: string): never {
  throw new TypeError(
    `a message is bytes, as a Uint8Array or a stream of them, got ${got}: read the file without an encoding`,
  );
}
