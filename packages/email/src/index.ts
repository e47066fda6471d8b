export { scan as scanHtml, type LinkTag, type Scan } from './html/scan.ts';
export type { Attribute } from './html/tag.ts';
export {
  compileEmail,
  rewriteHtml,
  type CompiledEmail,
  type RewriteOptions,
} from './compile-email.ts';
export type { SkipReason } from './link/judge.ts';
export type { PlaceholderOptions } from './link/placeholder.ts';
export type { Utm } from './link/utm.ts';
export type { EmailOptions, LinkMaker, Recipient, Values } from './options.ts';
export type { SkippedLink } from './plan-links.ts';
export type { RewrittenHtml, RewrittenLink } from './rewritten.ts';
export type { Warning, WarningCode } from './warning.ts';
export {
  listUnsubscribeHeaders,
  type ListUnsubscribeHeaders,
  type ListUnsubscribeOptions,
} from './list-unsubscribe-headers.ts';
export {
  rewriteText,
  type RewrittenText,
  type RewrittenTextLink,
  type RewriteTextOptions,
} from './rewrite-text.ts';
