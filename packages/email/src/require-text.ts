import { EmailError } from './email-error.ts';
import { isMessage } from './message/is-message.ts';

/** Requires an email's plain text to be a string. @throws TypeError */
export function requireText(value: unknown): asserts value is string {
  if (typeof value === 'string') return;
  const got = value === null ? 'null' : typeof value;
  throw new TypeError(`expected an email as a string, got ${got}`);
}

/**
 * Requires an email's HTML to be a string, and not a whole message (MIME): the parts of a message are encoded, and
 * rewriting them as HTML would damage them.
 *
 * @throws TypeError; EmailError `whole-message`
 */
export function requireHtml(value: unknown): asserts value is string {
  requireText(value);
  if (!isMessage(value)) return;
  throw new EmailError(
    'whole-message',
    'this is a whole message, not its HTML: give it to rewriteMessage() of @hitmark/email/message',
  );
}
