import { applyEdits, type Edit } from '../edit.ts';
import { EmailError } from '../email-error.ts';
import type { SkippedLink } from '../link/resolve-target.ts';
import { listUnsubscribeHeaders } from '../list-unsubscribe-headers.ts';
import { countAddresses } from '../recipients.ts';
import { ownListUnsubscribe, type Warning } from '../warning.ts';
import { toBinary, toBytes, type Binary } from './binary.ts';
import { findBodies } from './bodies.ts';
import { addLines, correctSizes, replaceBody, writeField } from './header-edits.ts';
import { fieldValue } from './header.ts';
import { isMessage } from './is-message.ts';
import type { RewriteMessageOptions } from './options.ts';
import { readMessage, type Part } from './part.ts';
import { readSource, type MessageSource } from './read-source.ts';
import { refuseSigned } from './refuse-signed.ts';
import {
  isHtml,
  rewriteBody,
  type BodyOptions,
  type MessageLink,
  type RewrittenBody,
} from './rewrite-body.ts';

/** A message, ready to be signed and sent. */
export interface RewrittenMessage {
  readonly message: Uint8Array<ArrayBuffer>;
  /** Click links, in the order of the message. */
  readonly links: readonly MessageLink[];
  readonly skipped: readonly SkippedLink[];
  readonly warnings: readonly Warning[];
  /** Growth in bytes. */
  readonly bytesAdded: number;
}

/**
 * Tracks a finished message, as in an `.eml` file: links of its HTML, AMP and text, and an open pixel.
 * Every byte around them stays, in whatever encoding and charset it is. Attachments are left alone.
 *
 * Sign a message (DKIM, S/MIME, OpenPGP) after it was rewritten: one that is signed already is refused.
 *
 * @throws EmailError `not-a-message`, `signed` or `encrypted`; and the errors of `links.open` and `links.click`
 *   for metadata and options
 */
export async function rewriteMessage(
  message: MessageSource,
  options: RewriteMessageOptions,
): Promise<RewrittenMessage> {
  const source = toBinary(await readSource(message));
  if (!isMessage(source)) {
    throw new EmailError(
      'not-a-message',
      'this is no message with a header: give HTML to rewriteHtml(), text to rewriteText()',
    );
  }
  const root = readMessage(source);
  const isTracked = options.tracking !== 'none';
  if (isTracked || options.unsubscribe) refuseSigned(source, root);

  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const bodies = rewriteBodies(source, root, lineBreak, options);
  const bodyEdits = bodies.flatMap(([part, { edited }]) =>
    edited === null ? [] : replaceBody({ source, root, lineBreak }, part, edited),
  );
  const headers = addUnsubscribe(source, root, lineBreak, options);
  const edits = [...headers.edits, ...correctSizes(source, root, bodyEdits), ...bodyEdits];
  const edited = applyEdits(
    source,
    edits.sort((a, b) => a.start - b.start),
  );
  return {
    message: toBytes(edited),
    links: bodies.flatMap(([, { links }]) => links),
    skipped: bodies.flatMap(([, { skipped }]) => skipped),
    warnings: [
      ...(isTracked ? warnOfRecipients(root) : []),
      ...headers.warnings,
      ...bodies.flatMap(([, { warnings }]) => warnings),
    ],
    bytesAdded: edited.length - source.length,
  };
}

/** Bodies in the order of the message. Those of HTML are read first: what is opted out there is so in the text. */
function rewriteBodies(
  source: Binary,
  root: Part,
  lineBreak: string,
  options: RewriteMessageOptions,
): (readonly [Part, RewrittenBody])[] {
  const { opens = true, text = true, honeypot } = options;
  const bodies = findBodies(root);
  const last = bodies.filter(({ type }) => type.value === 'text/html').at(-1);
  const rewrite = (part: Part, more: Partial<BodyOptions>) =>
    rewriteBody(part, source.slice(part.body.start, part.body.end), lineBreak, {
      ...options,
      ...more,
    });

  const rewritten = new Map<Part, RewrittenBody>();
  for (const part of bodies.filter(({ type }) => isHtml(type.value))) {
    // One message is opened once: of several parts of HTML the last one has the pixel.
    const isOpened = part === last || part.type.value === 'text/x-amp-html';
    const isLast = part === last;
    rewritten.set(
      part,
      rewrite(part, { opens: opens && isOpened, honeypot: isLast ? honeypot : null }),
    );
  }
  const skipped = [...rewritten.values()].flatMap((body) => body.skipped);
  for (const part of bodies.filter(({ type }) => !isHtml(type.value))) {
    if (text || part.type.value !== 'text/plain') rewritten.set(part, rewrite(part, { skipped }));
  }
  return [...rewritten].sort(([a], [b]) => a.body.start - b.body.start);
}

function warnOfRecipients({ header }: Part): Warning[] {
  const fields = header.fields.filter(({ name }) => ['to', 'cc', 'bcc'].includes(name));
  const count = countAddresses(fields.map(({ value }) => value));
  if (count <= 1) return [];
  const message = `the message goes to ${count} recipients, and nobody can tell who of them clicked: write one for each`;
  return [{ code: 'shared-message', message, url: null }];
}

function addUnsubscribe(
  source: Binary,
  { header }: Part,
  lineBreak: string,
  { links, metadata = {}, message, recipient, sentAtMs, unsubscribe }: RewriteMessageOptions,
): { readonly edits: readonly Edit[]; readonly warnings: readonly Warning[] } {
  if (!unsubscribe) return { edits: [], warnings: [] };
  if (fieldValue(header, 'list-unsubscribe') !== undefined) {
    return { edits: [], warnings: [ownListUnsubscribe] };
  }
  const mailto = unsubscribe === true ? null : unsubscribe.mailto;
  const headers = listUnsubscribeHeaders(links, metadata, { message, recipient, sentAtMs, mailto });
  const lines = Object.entries(headers).map(([name, value]) => writeField(name, value, lineBreak));
  return { edits: [addLines(source, header, lines.join(''), lineBreak)], warnings: [] };
}
