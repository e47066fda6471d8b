import { LinkError, createLinks } from '@hitmark/codec';
import { escapeControls } from '@hitmark/codec/text';
import { CommandError } from '../command-error.ts';
import { eachJsonLine } from './json-lines.ts';
import { readArguments } from '../read-arguments.ts';

/** `hitmark read URL-OR-TOKEN`, or a stream of JSON lines `{ "url": … }`. */
export async function read(args: readonly string[]): Promise<void> {
  const { options, positionals } = await readArguments(args, [], 1);
  const { keys, dictionaries } = options.links;
  const links = createLinks({ keys, dictionaries });
  const [token] = positionals;
  if (token === undefined) {
    await eachJsonLine(({ url }) => {
      if (typeof url !== 'string') throw new TypeError('expected a url');
      return links.read(url);
    });
    return;
  }
  try {
    process.stdout.write(`${escapeControls(JSON.stringify(links.read(token)))}\n`);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    throw new CommandError('failed', `${error.code}: ${error.message}`, { cause: error });
  }
}
