import { EmailError } from '../email-error.ts';
import { listUnsubscribeHeaders } from '../list-unsubscribe-headers.ts';
import type { EmailOptions } from '../options.ts';
import { rewriteHtml } from '../template/compile-email.ts';
import { rewriteText } from '../text/rewrite-text.ts';
import type { Warning } from '../warning.ts';
import { countRecipients, readContent, type MailData, type MailMessage } from './mail-message.ts';

/** What the plugin does with every message. */
export interface TrackEmailsOptions extends EmailOptions {
  /**
   * Makes the addresses of the plain text click links too.
   *
   * @defaultValue false: readers see them, and they are long
   */
  readonly text?: boolean | undefined;
  /**
   * Adds the headers of one-click unsubscribing (RFC 8058); `mailto` is an address that takes
   * unsubscribe mails too. DKIM has to cover both headers.
   *
   * @defaultValue none
   */
  readonly unsubscribe?: true | { readonly mailto: string } | undefined;
  /** Is told what a sender should know about a message. */
  readonly onWarning?: ((warning: Warning, data: MailData) => void) | undefined;
}

/**
 * A plugin for nodemailer: `transporter.use('compile', trackEmails({ links }))`. What there is to say
 * about a recipient stands in the message, as `hitmark: { metadata }`.
 *
 * A message goes to one recipient, or is not sent: a link that several people have tells nothing about
 * any of them. That, and whatever else is wrong, is the error of `sendMail`.
 */
export function trackEmails(options: TrackEmailsOptions) {
  return (mail: MailMessage, finish: (error?: Error | null) => void): void => {
    track(mail, options).then(
      () => finish(),
      (error: unknown) => finish(error instanceof Error ? error : new Error(String(error))),
    );
  };
}

async function track(mail: MailMessage, options: TrackEmailsOptions): Promise<void> {
  const { data } = mail;
  const recipient = data.hitmark ?? {};
  if (recipient.tracking !== 'none' || options.unsubscribe) requireOneRecipient(data);

  const html = await readContent(mail, 'html');
  const rewritten = html === null ? null : rewriteHtml(html, { ...options, ...recipient });
  const text = options.text ? await readContent(mail, 'text') : null;
  const skipped = rewritten?.skipped ?? [];
  const rewrittenText =
    text === null ? null : rewriteText(text, { ...options, ...recipient, skipped });

  if (rewritten !== null) data.html = rewritten.html;
  if (rewrittenText !== null) data.text = rewrittenText.text;
  if (options.unsubscribe) addHeaders(data, unsubscribeHeaders(options, data));
  for (const warning of [...(rewritten?.warnings ?? []), ...(rewrittenText?.warnings ?? [])]) {
    options.onWarning?.(warning, data);
  }
}

function requireOneRecipient(data: MailData): void {
  const count = countRecipients(data);
  if (count <= 1) return;
  throw new EmailError(
    'several-recipients',
    `expected a message with links of its own to go to one recipient, got ${count}`,
  );
}

function unsubscribeHeaders({ links, unsubscribe }: TrackEmailsOptions, data: MailData) {
  const { metadata = {}, message, sentAtMs } = data.hitmark ?? {};
  const mailto = typeof unsubscribe === 'object' ? unsubscribe.mailto : null;
  return listUnsubscribeHeaders(links, metadata, { message, sentAtMs, mailto });
}

/** nodemailer takes headers as an object or as a list. */
function addHeaders(data: MailData, headers: object): void {
  data.headers = Array.isArray(data.headers)
    ? [
        ...(data.headers as unknown[]),
        ...Object.entries(headers).map(([key, value]) => ({ key, value })),
      ]
    : { ...(data.headers as object | undefined), ...headers };
}
