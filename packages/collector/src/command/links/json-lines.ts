import { LinkError } from '@hitmark/codec';
import { escapeControls } from '@hitmark/codec/text';
import { readLines } from '../../text/read-lines.ts';
import { CommandError } from '../command-error.ts';
import { print } from '../events/print-events.ts';

/** Much more than an email has, and what fits into memory. */
const maxLineBytes = 2 ** 26;

/**
 * Reads one JSON object a line from stdin and writes one a line to stdout. A line that can't be done is
 * answered with `{ "error": { "code", "message" } }`, and the others go on.
 *
 * @throws CommandError at the end, where a line could not be done
 */
export async function eachJsonLine(
  convert: (input: Readonly<Record<string, unknown>>) => unknown,
): Promise<void> {
  let failures = 0;
  for await (const line of readLines(process.stdin as AsyncIterable<Buffer>, maxLineBytes)) {
    // Without a byte order mark, too, with which some programs begin a file.
    const json = line.trim();
    if (json === '') continue;
    const output = attempt(() => convert(parseObject(json)));
    if (output.failed) failures += 1;
    // The same JSON, in which a terminal is given nothing to obey, whatever a token or an email holds.
    await print(`${escapeControls(JSON.stringify(output.value))}\n`);
  }
  // What is said about the lines comes after them, where both go to one place.
  await new Promise((resolve) => process.stdout.write('', resolve));
  if (failures > 0) throw new CommandError('failed', `${failures} lines could not be done`);
}

function attempt(run: () => unknown): { readonly failed: boolean; readonly value: unknown } {
  try {
    return { failed: false, value: run() };
  } catch (error) {
    if (
      !(error instanceof LinkError || error instanceof TypeError || error instanceof RangeError)
    ) {
      throw error;
    }
    const code = error instanceof LinkError ? error.code : 'bad-input';
    return { failed: true, value: { error: { code, message: error.message } } };
  }
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  if (line.endsWith('\0')) throw new TypeError(`expected at most ${maxLineBytes} bytes a line`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new TypeError('expected a line of JSON', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new TypeError('expected a JSON object');
}
