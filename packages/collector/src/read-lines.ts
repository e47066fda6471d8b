const newline = '\n'.charCodeAt(0);

/**
 * The lines of a stream, however long it is, each with its newline; the last has none if it is torn. Only
 * a newline ends a line: `readline` would cut JSON text at U+2028.
 *
 * @throws what the stream throws
 */
export async function* readLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end + 1)]).toString();
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString();
}
