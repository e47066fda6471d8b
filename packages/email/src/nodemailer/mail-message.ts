import type { Recipient } from '../options.ts';
import { countAddresses } from '../recipients.ts';

/** The parts of a nodemailer message that are read or changed; nodemailer itself is not needed. */
export interface MailData {
  to?: unknown;
  cc?: unknown;
  bcc?: unknown;
  envelope?: unknown;
  html?: unknown;
  text?: unknown;
  amp?: unknown;
  watchHtml?: unknown;
  icalEvent?: unknown;
  alternatives?: unknown;
  raw?: unknown;
  headers?: unknown;
  list?: unknown;
  /** Recipient of the message: metadata and so on. */
  hitmark?: Recipient;
}

/** Message that nodemailer hands to a plugin. */
export interface MailMessage {
  readonly data: MailData;
  /** The transporter that it was given to. */
  readonly mailer?: unknown;
  resolveContent(
    data: object,
    key: string,
    callback: (error: Error | null, content?: unknown) => void,
  ): unknown;
}

/** Tells whether a content is written already, with a header of its own: nodemailer sends it as it is. */
export function isRaw(holder: object, key: string): boolean {
  const value = (holder as Fields)[key];
  if (typeof value !== 'object' || value === null || !('raw' in value)) return false;
  return !['content', 'path', 'href'].some((name) => Boolean((value as Fields)[name]));
}

/** A content of a message, wherever nodemailer finds it; null where there is none. */
export function readContent(
  mail: MailMessage,
  holder: object,
  key: string,
): Promise<string | Uint8Array | null> {
  const value = (holder as Fields)[key];
  if (value === undefined || value === null || value === '' || isRaw(holder, key)) {
    return Promise.resolve(null);
  }
  return new Promise((resolve, reject) => {
    mail.resolveContent(holder, key, (error, content) => {
      if (error) reject(error);
      else resolve(content instanceof Uint8Array ? content : String(content));
    });
  });
}

/**
 * Tells whether a message has a header, among `headers` or those of `list`. One without a value is not written.
 *
 * @param name in lower case
 */
export function hasHeader({ headers, list }: MailData, name: string): boolean {
  const own = Array.isArray(headers)
    ? headers.map((header: { readonly key?: unknown; readonly value?: unknown } | null) => [
        header?.key,
        header?.value,
      ])
    : Object.entries(headers ?? {});
  const listed = Object.entries(list ?? {}).map(([key, value]) => [`list-${key.trim()}`, value]);
  return [...own, ...listed].some(
    ([key, value]) => String(key).trim().toLowerCase() === name && hasValue(value),
  );
}

function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasValue) : Boolean(value);
}

/** Number of addresses that a message goes to. */
export function countRecipients({ to, cc, bcc, envelope }: MailData): number {
  if (typeof envelope !== 'object' || envelope === null) return countAddresses([to, cc, bcc]);
  return countAddresses(['to', 'cc', 'bcc'].map((name) => (envelope as Fields)[name]));
}

type Fields = Readonly<Record<string, unknown>>;
