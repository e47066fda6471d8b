import type { Recipient } from '../options.ts';

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

/** To how many addresses a message goes, counted in all forms that nodemailer takes. */
export function countRecipients({ to, cc, bcc, envelope }: MailData): number {
  const hasEnvelope = typeof envelope === 'object' && envelope !== null;
  const lists = hasEnvelope
    ? ['to', 'cc', 'bcc'].map((name) => (envelope as Record<string, unknown>)[name])
    : [to, cc, bcc];
  return new Set(lists.flatMap(addressesOf)).size;
}

function addressesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesOf);
  if (typeof value === 'object' && value !== null && 'address' in value) {
    return addressesOf(value.address);
  }
  if (typeof value !== 'string') return [];
  // Names may hold commas, in quotes; `<` and `>` hold the address, where they are.
  return value
    .replace(/"(?:[^"\\]|\\.)*("?)/gs, (quoted, end) => (end === '"' ? '' : quoted))
    .split(/[,;]/)
    .filter((part) => part.includes('@'))
    .map((part) => (/<([^<>]*)>/.exec(part)?.[1] ?? part).trim().toLowerCase());
}
