import type { JsonValue, LinkOptions, Links } from '@hitmark/codec';
import { CommandError } from '../command-error.ts';
import { eachJsonLine } from './json-lines.ts';
import { readArguments } from '../read-arguments.ts';
import { senderLinks } from './sender-links.ts';

/** One link to make: what `hitmark link` reads a line. */
interface LinkRequest extends LinkOptions {
  readonly kind?: unknown;
  readonly url?: string;
  readonly metadata?: JsonValue;
}

/** `hitmark link open | click URL | unsubscribe`, or a stream of JSON lines. */
export async function link(args: readonly string[]): Promise<void> {
  const own = ['metadata', 'recipient', 'message', 'label', 'tracking'];
  const { options, flags, positionals } = await readArguments(args, own, 2);
  const links = senderLinks(options);
  const [kind, url] = positionals;
  if (kind === undefined) {
    await eachJsonLine((line) => ({ url: make(links, line) }));
    return;
  }
  const { metadata, ...others } = flags;
  const request = { ...others, kind, ...(url === undefined ? {} : { url }) } as LinkRequest;
  try {
    const parsed = metadata === undefined ? {} : (JSON.parse(metadata) as JsonValue);
    process.stdout.write(`${make(links, { ...request, metadata: parsed })}\n`);
  } catch (error) {
    throw new CommandError('failed', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

function make(links: Links, { kind, url, metadata = {}, ...options }: LinkRequest): string | null {
  if (kind === 'open') return links.open(metadata, options);
  if (kind === 'unsubscribe') return links.unsubscribe(metadata, options);
  if (kind === 'click' && typeof url === 'string') return links.click(url, metadata, options);
  throw new TypeError('expected kind open, unsubscribe, or click with a url');
}
