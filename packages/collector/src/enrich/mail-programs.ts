import type { ActorReason } from '@hitmark/codec/event';

/** A program that loads pictures or follows links of emails, and the reason that it gives for an actor. */
export interface MailProgram {
  readonly pattern: RegExp;
  /** Reason to take a request for a machine's; null: a person reads with this program. */
  readonly reason: Extract<
    ActorReason,
    'bot' | 'mail-scanner' | 'mail-privacy' | 'mail-proxy' | 'prefetch'
  > | null;
}

/**
 * Mail programs by user agent; the first that matches counts. Security filters that send a browser's user
 * agent (Microsoft's Safe Links and Attachments, most of Mimecast and Proofpoint, Barracuda's gateway) are
 * not listed: the timing and the headers of their requests give them away.
 */
const mailPrograms: readonly MailProgram[] = [
  // Apple's Mail Privacy Protection, whose user agent is only this (help.socketlabs.com, "Identifying Apple MPP opens").
  { pattern: /^Mozilla\/5\.0$/, reason: 'mail-privacy' },
  // Gmail's picture cache, which fetches when the reader opens the email (scientiamobile.com, "What is Google Image Proxy").
  { pattern: /\bGoogleImageProxy\b/, reason: 'mail-proxy' },
  // Gmail's app, which fetches pictures before the email is opened (bird.com, "Update on the Gmail app prefetching images").
  {
    pattern: /Chrome\/42\.0\.2311\.135 Safari\/537\.36 Edge\/12\.246 Mozilla\/5\.0$/,
    reason: 'prefetch',
  },
  // The picture cache of Yahoo and AOL (help.yahoo.com, SLN28749).
  { pattern: /\bYahooMailProxy\b/, reason: 'mail-proxy' },
  // Security filters that give their name: "Barracuda Sentinel (EE)" (braze.com, bot filtering; matomo.org, device detector),
  // the others in "Bot clicks from security scanners: a field guide" (live-direct-marketing.online).
  {
    pattern:
      /barracuda|proofpoint|urldefense|mimecast|safelinks|CiscoSecureEmail|IronPort|\bTMES\b|FortiMail|Sophos/i,
    reason: 'mail-scanner',
  },
  // Office requests a link before it opens it in the browser (learn.microsoft.com, Office hyperlinks).
  { pattern: /Microsoft Office (Existence|Protocol) Discovery/, reason: 'bot' },
  // Outlook on Windows, then on phones, then other programs that people read with.
  { pattern: /\bms-office\b|\bMSOffice\b|\bMicrosoft (Office|Outlook)\b/i, reason: null },
  { pattern: /\bOutlook-(iOS|Android)\b/, reason: null },
  { pattern: /\b(Thunderbird|eM Client|Postbox|Airmail|Lotus-Notes)\b/, reason: null },
];

/** Finds the mail program of a user agent; null: it is none of the table's. */
export function findMailProgram(userAgent: string): MailProgram | null {
  return mailPrograms.find(({ pattern }) => pattern.test(userAgent)) ?? null;
}
