import type { Context, Middleware } from 'koa';
import { errorPage } from '../pages/error-page.ts';
import { pageHeaders } from '../pages/page-headers.ts';
import { ownAuthority, type OwnNames } from '../pipeline/request/own-host.ts';

/** Creates middleware that refuses requests under a host name that is not ours; see `ownAuthority`. */
export function ownHostOnly(own: OwnNames): Middleware {
  return async (context, next) => {
    if (authorityOf(context, own) !== null) {
      await next();
      return;
    }
    context.status = 421;
    if (context.accepts('text', 'html') === 'html') {
      context.set(notOwnPage.headers);
      context.body = notOwnPage.html;
      return;
    }
    context.set(pageHeaders());
    context.type = 'text/plain';
    context.body = `${fault}: ${wayOut}\n`;
  };
}

const fault = "this host name is not one of hitmark's own";
const wayOut = 'use localhost or an IP address, or set publicUrl';
const notOwnPage = errorPage(
  "This host name is not one of hitmark's own",
  `The page shows stored events, so it is answered under hitmark's own host names only: ${wayOut}.`,
);

/** Host and port that a request names; null: they are not ours. */
export function authorityOf({ req }: Pick<Context, 'req'>, own: OwnNames): string | null {
  const { url: target = '', headers, headersDistinct } = req;
  return ownAuthority({ target, hosts: headersDistinct['host'] ?? [], headers }, own);
}
