import { escapeControls } from '@hitmark/codec/text';
import { readLines } from '../../text/read-lines.ts';
import { CommandError } from '../command-error.ts';
import { print } from '../events/print-events.ts';
import { attempt } from './attempt.ts';

/** Much more than an email has, and what fits into memory. */
const maxLineBytes = 2 ** 26;

/**
 * Reads one JSON object a line from stdin and writes one a line to stdout. A line that can't be done is
 * answered with `{ "error": { "code", "message" } }`, and the others go on.
 *
 * @throws CommandError at the end, where a line could not be done
 */
export async function eachJsonLine(
  convert: (input: unknown) => object | Promise<object>,
): Promise<void> {
  let failures = 0;
  for await (const line of readLines(process.stdin as AsyncIterable<Buffer>, maxLineBytes)) {
    // Without a byte order mark, too, with which some programs begin a file.
    const json = line.trim();
    if (json === '') continue;
    const outcome = await attempt(() => convert(parseLine(json)));
    const isDone = 'value' in outcome;
    if (!isDone) failures += 1;
    // The same JSON, without characters that a terminal would act on: a token or an email may hold any.
    await print(`${escapeControls(JSON.stringify(isDone ? outcome.value : outcome))}\n`);
  }
  // The message comes after all lines, even if stdout and stderr are the same.
  await new Promise((resolve) => process.stdout.write('', resolve));
  if (failures > 0)
    throw new CommandError(
      'failed',
      `${failures} lines failed: the error of each stands in its line of the output`,
    );
}

function parseLine(line: string): unknown {
  if (line.endsWith('\0')) throw new TypeError(`expected at most ${maxLineBytes} bytes a line`);
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new TypeError('expected a line of JSON', { cause });
  }
}
