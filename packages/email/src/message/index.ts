export { EmailError, type EmailErrorCode } from '../email-error.ts';
export { isMessage } from './is-message.ts';
export type { RewriteMessageOptions } from './options.ts';
export type { MessageSource } from './read-source.ts';
export type { MessageLink } from './rewrite-body.ts';
export { rewriteMessage, type RewrittenMessage } from './rewrite-message.ts';
