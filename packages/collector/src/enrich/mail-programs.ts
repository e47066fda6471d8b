import type { ActorReason } from '@hitmark/codec/event';

/** A program that loads what stands in emails. */
export interface MailProgram {
  readonly pattern: RegExp;
  /** null: a person's own mail program. */
  readonly program: Extract<
    ActorReason,
    'bot' | 'mail-scanner' | 'mail-privacy' | 'mail-proxy' | 'prefetch'
  > | null;
}

/**
 * Mail programs by user agent; the first that fits counts. Filters that pass for a browser (Microsoft's
 * Safe Links and Attachments, most of Mimecast and Proofpoint, Barracuda's gateway) stand in no such table:
 * they are recognised by when and how they ask.
 */
const mailPrograms: readonly MailProgram[] = [
  // Apple's Mail Privacy Protection sends nothing more (help.socketlabs.com, "Identifying Apple MPP opens").
  { pattern: /^Mozilla\/5\.0$/, program: 'mail-privacy' },
  // Gmail's picture cache, asked when the reader opens (scientiamobile.com, "What is Google Image Proxy").
  { pattern: /\bGoogleImageProxy\b/, program: 'mail-proxy' },
  // Gmail's other fetch, before anything is shown (bird.com, "Update on the Gmail app prefetching images").
  {
    pattern: /Chrome\/42\.0\.2311\.135 Safari\/537\.36 Edge\/12\.246 Mozilla\/5\.0$/,
    program: 'prefetch',
  },
  // Yahoo's and AOL's (help.yahoo.com, SLN28749).
  { pattern: /\bYahooMailProxy\b/, program: 'mail-proxy' },
  // Named by themselves: "Barracuda Sentinel (EE)" (braze.com, bot filtering; matomo.org, device detector),
  // the others in "Bot clicks from security scanners: a field guide" (live-direct-marketing.online).
  {
    pattern:
      /barracuda|proofpoint|urldefense|mimecast|safelinks|CiscoSecureEmail|IronPort|\bTMES\b|FortiMail|Sophos/i,
    program: 'mail-scanner',
  },
  // Office asks what a link is before it hands it to the browser (learn.microsoft.com, Office hyperlinks).
  { pattern: /Microsoft Office (Existence|Protocol) Discovery/, program: 'bot' },
  // Outlook on Windows; on phones.
  { pattern: /\bms-office\b|\bMSOffice\b|\bMicrosoft (Office|Outlook)\b/i, program: null },
  { pattern: /\bOutlook-(iOS|Android)\b/, program: null },
  { pattern: /\b(Thunderbird|eM Client|Postbox|Airmail|Lotus-Notes)\b/, program: null },
];

/** The mail program that a user agent names. */
export function findMailProgram(userAgent: string): MailProgram | null {
  return mailPrograms.find(({ pattern }) => pattern.test(userAgent)) ?? null;
}
