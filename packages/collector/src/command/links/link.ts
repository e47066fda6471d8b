import { CommandError } from '../command-error.ts';
import { eachJsonLine } from './json-lines.ts';
import { readArguments } from '../read-arguments.ts';
import { makeLink } from './make-link.ts';
import { linksBySite } from './sender-links.ts';

/** `hitmark link open | click URL | unsubscribe`, or a stream of JSON lines. */
export async function link(args: readonly string[]): Promise<void> {
  const own = ['metadata', 'recipient', 'message', 'label', 'site', 'tracking'];
  const { options, flags, positionals } = await readArguments(args, own, 2);
  const linksOf = linksBySite(options);
  const [kind, url] = positionals;
  if (kind === undefined) {
    await eachJsonLine((line) => makeLink(linksOf, line));
    return;
  }
  const { metadata, json, ...others } = flags;
  const request = { ...others, kind, ...(url === undefined ? {} : { url }) };
  try {
    const parsed = metadata === undefined ? {} : (JSON.parse(metadata) as unknown);
    const made = makeLink(linksOf, { ...request, metadata: parsed });
    process.stdout.write(`${json === undefined ? made.url : JSON.stringify(made)}\n`);
  } catch (error) {
    throw new CommandError('failed', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}
