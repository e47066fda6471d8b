import { LinkError } from '@hitmark/codec';
import { escapeControls } from '@hitmark/codec/text';
import { CommandError } from '../command-error.ts';
import { eachJsonLine } from './json-lines.ts';
import { createLinkReader } from './read-link.ts';
import { readArguments } from '../read-arguments.ts';

/** `hitmark read URL-OR-TOKEN`, or a stream of JSON lines `{ "url": … }`. */
export async function read(args: readonly string[]): Promise<void> {
  const { options, positionals } = await readArguments(args, [], 1);
  const readLink = createLinkReader(options);
  const [token] = positionals;
  if (token === undefined) {
    await eachJsonLine(readLink);
    return;
  }
  try {
    process.stdout.write(`${escapeControls(JSON.stringify(readLink({ url: token })))}\n`);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw new CommandError('failed', `${error.code}: ${error.message}`, { cause: error });
  }
}
