import type { Recipient } from '../options.ts';
import { countAddresses } from '../recipients.ts';

/** What we read and change of a nodemailer message; nodemailer itself is not needed. */
export interface MailData {
  to?: unknown;
  cc?: unknown;
  bcc?: unknown;
  envelope?: unknown;
  html?: unknown;
  text?: unknown;
  headers?: unknown;
  /** What there is to say about the recipient: metadata and so on. */
  hitmark?: Recipient;
}

/** What nodemailer hands to a plugin. */
export interface MailMessage {
  readonly data: MailData;
  resolveContent(
    data: object,
    key: string,
    callback: (error: Error | null, content?: unknown) => void,
  ): unknown;
}

/** The HTML or text of a message, wherever nodemailer finds it; null where there is none. */
export function readContent(mail: MailMessage, key: 'html' | 'text'): Promise<string | null> {
  const given = mail.data[key];
  if (given === undefined || given === null || given === '') return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    mail.resolveContent(mail.data, key, (error, content) => {
      if (error) reject(error);
      else resolve(toText(content));
    });
  });
}

function toText(content: unknown): string {
  return content instanceof Uint8Array ? new TextDecoder().decode(content) : String(content);
}

/** Number of addresses that a message goes to. */
export function countRecipients({ to, cc, bcc, envelope }: MailData): number {
  if (typeof envelope !== 'object' || envelope === null) return countAddresses([to, cc, bcc]);
  return countAddresses(['to', 'cc', 'bcc'].map((name) => (envelope as Fields)[name]));
}

type Fields = Readonly<Record<string, unknown>>;
