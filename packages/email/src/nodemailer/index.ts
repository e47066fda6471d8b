export { EmailError, type EmailErrorCode } from '../email-error.ts';
export type { MailData, MailMessage } from './mail-message.ts';
export { trackEmails, type TrackEmailsOptions } from './track-emails.ts';
export type { SentOptions } from './sent-reporter.ts';
export type { TrackEmails } from './track-emails.ts';
