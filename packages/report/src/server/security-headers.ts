import type { Middleware } from 'koa';

/**
 * Headers of every answer. A page replaces the policy by its own. The referrer stays within the report, and
 * is not left out: a form would then be sent with `Origin: null`.
 */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Creates middleware that keeps answers from being kept, framed, read by others or taken for another type. */
export function securityHeaders(): Middleware {
  return async (context, next) => {
    context.set(headers);
    await next();
  };
}
