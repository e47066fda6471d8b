import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { JsonValue, Tracking } from '@hitmark/codec';
import { compileEmail, type Recipient, type Warning } from '@hitmark/email';
import { isMessage, rewriteMessage, type RewriteMessageOptions } from '@hitmark/email/message';
import { escapeControls } from '@hitmark/codec/text';
import { CommandError } from '../command-error.ts';
import { eachJsonLine } from './json-lines.ts';
import { readArguments } from '../read-arguments.ts';
import { createEmailRewriter } from './rewrite-email.ts';
import { linksBySite } from './sender-links.ts';

/** `hitmark rewrite FILE`, or a stream of JSON lines `{ "html": …, "text": …, "metadata": … }`. */
export async function rewrite(args: readonly string[]): Promise<void> {
  const own = [
    'metadata',
    'recipient',
    'message',
    'site',
    'tracking',
    'unsubscribe-url',
    'list-unsubscribe',
  ];
  const { options, flags, positionals } = await readArguments(args, own, 1);
  const linksOf = linksBySite(options);
  const unsubscribeUrl = flags['unsubscribe-url'];
  const [file] = positionals;
  if (file === undefined) {
    const rewriteEmail = createEmailRewriter(linksOf);
    return eachJsonLine((line) => rewriteEmail(withDefault(line, unsubscribeUrl)));
  }
  const bytes = await readBytes(file);
  try {
    const { metadata = '{}', recipient: to, message, tracking } = flags;
    const recipient: Recipient = {
      metadata: JSON.parse(metadata) as JsonValue,
      recipient: to,
      message,
      tracking: tracking as Tracking | undefined,
    };
    const unsubscribe = listUnsubscribe(flags['list-unsubscribe']);
    if (flags['json'] !== undefined) {
      const request = { ...recipient, site: flags['site'], unsubscribeUrl, unsubscribe };
      const answer = await createEmailRewriter(linksOf)({ ...emailOf(bytes), ...request });
      process.stdout.write(`${JSON.stringify(answer)}\n`);
      return;
    }
    const { rewritten, warnings } = await rewriteBytes(bytes, {
      ...recipient,
      links: linksOf(flags['site']),
      unsubscribeUrl,
      unsubscribe,
    });
    for (const { code, message: text, url } of warnings) {
      const about = url === null ? '' : `: ${url}`;
      process.stderr.write(`${escapeControls(`${code}: ${text}${about}`)}\n`);
    }
    process.stdout.write(rewritten);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('failed', reason, { cause: error });
  }
}

/** The email as a line of the stream has it. */
function emailOf(bytes: Buffer): { readonly eml: string } | { readonly html: string } {
  if (isMessage(bytes.toString('latin1'))) return { eml: bytes.toString('base64') };
  return { html: bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1') };
}

interface RewrittenBytes {
  readonly rewritten: Uint8Array;
  readonly warnings: readonly Warning[];
}

/** A whole message (`.eml`) or HTML, told apart by its contents, not by the file's name. */
async function rewriteBytes(
  bytes: Buffer,
  options: RewriteMessageOptions,
): Promise<RewrittenBytes> {
  if (isMessage(bytes.toString('latin1'))) {
    const { message, warnings } = await rewriteMessage(bytes, options);
    return { rewritten: message, warnings };
  }
  if (options.unsubscribe) {
    throw new Error('only a whole message has a header for --list-unsubscribe, and this is HTML');
  }
  // Emails in one of the old encodings keep their bytes: each is a character of Latin-1.
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const { html, warnings } = compileEmail(bytes.toString(encoding), options).render(options);
  return { rewritten: Buffer.from(html, encoding), warnings };
}

/** `on`, or an address that takes unsubscribe mails too. */
function listUnsubscribe(flag: string | undefined): RewriteMessageOptions['unsubscribe'] {
  if (flag === undefined) return undefined;
  return flag === 'on' ? true : { mailto: flag };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (cause) {
    throw new CommandError('failed', `expected a file that can be read: ${file}`, { cause });
  }
}

/** A line with the flag's address, unless it says its own. */
function withDefault(line: unknown, unsubscribeUrl: string | undefined): unknown {
  if (unsubscribeUrl === undefined || typeof line !== 'object' || line === null) return line;
  return { unsubscribeUrl, ...line };
}
