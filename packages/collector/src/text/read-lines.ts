const newline = '\n'.charCodeAt(0);

/** In place of the end of a line that is too long: no JSON holds this character. */
const cut = Buffer.from('\0');

/**
 * The lines of a stream, however long it is, each with its newline; the last has none if it is torn. Only
 * a newline ends a line: `readline` would cut JSON text at U+2028.
 *
 * @param maxBytes of a line; what is longer ends there, with a null character
 * @throws errors of the stream
 */
export async function* readLines(
  stream: AsyncIterable<Buffer>,
  maxBytes = Infinity,
): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let bytes = 0;
  const add = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= maxBytes) begun.push(part);
    else if (begun.at(-1) !== cut) begun.push(cut);
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, end + 1));
      yield Buffer.concat(begun).toString();
      begun = [];
      bytes = 0;
      from = end + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString();
}
