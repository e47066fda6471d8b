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
    context.body = `hitmark was asked by a name that is not its own: ${wayOut}\n`;
  };
}

const wayOut = 'use localhost or an IP address, or set publicUrl';
const notOwnPage = errorPage(
  'hitmark was asked by a name that is not its own',
  `This page shows what was stored, so it answers to names of its own only: ${wayOut}.`,
);

/** The host and port by which a request asks; null: not by a name of ours. */
export function authorityOf({ req }: Pick<Context, 'req'>, own: OwnNames): string | null {
  const { url: target = '', headers, headersDistinct } = req;
  return ownAuthority({ target, hosts: headersDistinct['host'] ?? [], headers }, own);
}
