import { EmailError } from '../email-error.ts';
import type { SkippedLink } from '../link/resolve-target.ts';
import { listUnsubscribeHeaders } from '../list-unsubscribe-headers.ts';
import { rewriteMessage } from '../message/rewrite-message.ts';
import type { EmailOptions } from '../options.ts';
import { ownListUnsubscribe, type Warning } from '../warning.ts';
import { findContents } from './find-contents.ts';
import {
  countRecipients,
  hasHeader,
  isRaw,
  readContent,
  type MailData,
  type MailMessage,
} from './mail-message.ts';
import { createSentReporter, type SentReporter, type SentOptions } from './sent-reporter.ts';
import { trackContent } from './track-content.ts';

/** Options of the plugin, for every message. */
export interface TrackEmailsOptions extends Omit<EmailOptions, 'amp'> {
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
  /**
   * Posts an event of type `sent` to the collector for each message that the transport has accepted: without it, no
   * rate of opens can be computed. Sending does not wait for it. Messages with `tracking: 'none'` are left out.
   *
   * @defaultValue none
   */
  readonly sent?: SentOptions | undefined;
  /** Called with what a sender should know about a message. */
  readonly onWarning?: ((warning: Warning, data: MailData) => void) | undefined;
}

/**
 * A plugin for nodemailer: `transporter.use('compile', trackEmails({ links }))`. The recipient stands in
 * the message, as `hitmark: { metadata }`.
 *
 * It tracks `html`, `amp`, `watchHtml`, `alternatives` and a whole message as `raw`; attachments and
 * calendars are left alone.
 *
 * A message goes to one recipient, or is not sent: a link that several people have tells nothing about
 * any of them. That, and whatever else is wrong, is the error of `sendMail`.
 */
export function trackEmails(options: TrackEmailsOptions): TrackEmails {
  const { sent } = options;
  const sentReporter = sent === undefined ? null : createSentReporter(options, sent);
  const plugin = (mail: MailMessage, finish: (error?: Error | null) => void): void => {
    track(mail, options, sentReporter).then(
      () => finish(),
      (error: unknown) => finish(error instanceof Error ? error : new Error(String(error))),
    );
  };
  return Object.assign(plugin, { flush: async () => sentReporter?.flush() });
}

/** The plugin. */
export interface TrackEmails {
  (mail: MailMessage, finish: (error?: Error | null) => void): void;
  /** Resolves when all `sent` events have been posted, or given up. Call it before the process ends. */
  flush(): Promise<void>;
}

async function track(
  mail: MailMessage,
  options: TrackEmailsOptions,
  sentReporter: SentReporter | null,
): Promise<void> {
  const { data } = mail;
  const tracking = data.hitmark?.tracking;
  if (tracking !== 'none' || options.unsubscribe) requireOneRecipient(data);
  const { changes, warnings } = data.raw
    ? await trackRaw(mail, options)
    : await trackContents(mail, options);
  sentReporter?.watch(mail);
  Object.assign(data, changes);
  for (const warning of warnings) options.onWarning?.(warning, data);
}

/** Changes of a message; nothing of it is changed before all of them are known. */
interface Tracked {
  readonly changes: Partial<MailData>;
  readonly warnings: readonly Warning[];
}

async function trackRaw(mail: MailMessage, options: TrackEmailsOptions): Promise<Tracked> {
  const { data } = mail;
  const raw = await readContent(mail, data, 'raw');
  const bytes = typeof raw === 'string' ? new TextEncoder().encode(raw) : (raw ?? new Uint8Array());
  const { text = false } = options;
  const { message, warnings } = await rewriteMessage(bytes, { ...options, ...data.hitmark, text });
  return { changes: { raw: message }, warnings };
}

async function trackContents(mail: MailMessage, options: TrackEmailsOptions): Promise<Tracked> {
  const { data } = mail;
  const { contents, changes } = findContents(data);
  const warnings: Warning[] = [];
  const skipped: SkippedLink[] = [];
  for (const { holder, key, type, put } of contents) {
    if (type.startsWith('text/plain') && !options.text) continue;
    if (isRaw(holder, key)) warnings.push(warnOfRaw(type));
    const content = await readContent(mail, holder, key);
    if (content === null) continue;
    const tracked = trackContent(type, content, { ...options, ...data.hitmark, skipped });
    skipped.push(...tracked.skipped);
    warnings.push(...tracked.warnings);
    if (tracked.content !== null) put(tracked.content);
  }
  if (options.unsubscribe) {
    if (hasHeader(data, 'list-unsubscribe')) warnings.push(ownListUnsubscribe);
    else changes.headers = withHeaders(data, unsubscribeHeaders(options, data));
  }
  return { changes, warnings };
}

function warnOfRaw(type: string): Warning {
  const message = `links of ${type || 'a part'} that is given as \`raw\` are not tracked: give it as \`content\``;
  return { code: 'untracked-part', message, url: null };
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
  const { metadata = {}, message, recipient, sentAtMs } = data.hitmark ?? {};
  const mailto = typeof unsubscribe === 'object' ? unsubscribe.mailto : null;
  return listUnsubscribeHeaders(links, metadata, { message, recipient, sentAtMs, mailto });
}

/** nodemailer takes headers as an object or as a list. */
function withHeaders(data: MailData, headers: object): unknown {
  if (!Array.isArray(data.headers)) return { ...(data.headers as object | undefined), ...headers };
  const added = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return [...(data.headers as unknown[]), ...added];
}
