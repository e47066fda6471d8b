import { EmailError } from './email-error.ts';
import { isMessage } from './message/is-message.ts';

/** @throws TypeError */
export function requireText(value: unknown): asserts value is string {
  if (typeof value === 'string') return;
  const got = value === null ? 'null' : typeof value;
  throw new TypeError(`expected an email as a string, got ${got}`);
}

/** @throws TypeError; EmailError `whole-message`, whose parts are encoded: as HTML it would be damaged */
export function requireHtml(value: unknown): asserts value is string {
  requireText(value);
  if (!isMessage(value)) return;
  throw new EmailError(
    'whole-message',
    'this is a whole message, not its HTML: give it to rewriteMessage() of @hitmark/email/message',
  );
}
