import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { JsonValue, Links, Tracking } from '@hitmark/codec';
import { compileEmail, rewriteText, type CompiledEmail, type Recipient } from '@hitmark/email';
import { CommandError } from './command-error.ts';
import { eachJsonLine } from './json-lines.ts';
import { readArguments } from './read-arguments.ts';
import { senderLinks } from './sender-links.ts';

/** `hitmark rewrite FILE`, or a stream of JSON lines `{ "html": …, "text": …, "metadata": … }`. */
export async function rewrite(args: readonly string[]): Promise<void> {
  const own = ['metadata', 'message', 'tracking', 'unsubscribe-url'];
  const { options, flags, positionals } = await readArguments(args, own, 1);
  const compile = compiler(senderLinks(options), flags['unsubscribe-url']);
  const [file] = positionals;
  if (file === undefined) return eachJsonLine((line) => rewriteLine(line, compile));

  const { metadata = '{}', message, tracking } = flags;
  const bytes = await readBytes(file);
  // Emails in one of the old encodings keep their bytes: each is a character of Latin-1.
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  try {
    const { html, warnings } = compile(bytes.toString(encoding)).email.render({
      metadata: JSON.parse(metadata) as JsonValue,
      message,
      tracking: tracking as Tracking | undefined,
    });
    for (const warning of warnings) {
      process.stderr.write(`${warning.code}: ${warning.message}${about(warning.url)}\n`);
    }
    process.stdout.write(Buffer.from(html, encoding));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('failed', reason, { cause: error });
  }
}

/** On a terminal, or in a log, nothing from the email but what is seen. */
function about(url: string | null): string {
  return url === null ? '' : `: ${JSON.stringify(url).slice(1, -1)}`;
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (cause) {
    throw new CommandError('failed', `expected a file that can be read: ${file}`, { cause });
  }
}

interface Compiled {
  readonly html: string;
  readonly email: CompiledEmail;
  readonly links: Links;
  readonly unsubscribeUrl: string | undefined;
}

/** Streams send one email to many: it is read once. */
function compiler(links: Links, unsubscribeUrl: string | undefined): (html: string) => Compiled {
  let last: Compiled | undefined;
  return (html) => {
    if (last?.html !== html) {
      const email = compileEmail(html, { links, unsubscribeUrl });
      last = { html, email, links, unsubscribeUrl };
    }
    return last;
  };
}

interface EmailLine extends Recipient {
  readonly html?: unknown;
  readonly text?: unknown;
}

function rewriteLine(
  { html = '', text, ...recipient }: EmailLine,
  compile: ReturnType<typeof compiler>,
) {
  const { email, links, unsubscribeUrl } = compile(html as string);
  const rewritten = email.render(recipient);
  if (text === undefined) return rewritten;
  const { skipped } = rewritten;
  const options = { links, unsubscribeUrl, ...recipient, skipped };
  return { ...rewritten, text: rewriteText(text as string, options).text };
}
