export { EmailError, type EmailErrorCode } from './email-error.ts';
export { scan as scanHtml, type LinkTag, type Scan } from './html/scan.ts';
export type { Attribute } from './html/tag.ts';
export type { PlaceholderOptions } from './link/placeholder.ts';
export type { SkippedLink, SkipReason } from './link/resolve-target.ts';
export type { Utm } from './link/utm.ts';
export {
  listUnsubscribeHeaders,
  type ListUnsubscribeHeaders,
  type ListUnsubscribeOptions,
} from './list-unsubscribe-headers.ts';
export type { EmailOptions, SenderLinks, Recipient, Values } from './options.ts';
export {
  compileEmail,
  rewriteHtml,
  type CompiledEmail,
  type RewriteOptions,
} from './template/compile-email.ts';
export type { RewrittenHtml, RewrittenLink } from './template/rewritten-html.ts';
export {
  rewriteText,
  type RewrittenText,
  type RewrittenTextLink,
  type RewriteTextOptions,
} from './text/rewrite-text.ts';
export type { Warning, WarningCode } from './warning.ts';
