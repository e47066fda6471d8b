import type { Middleware } from 'koa';
import { errorPage } from '../pages/error-page.ts';

/** Makes middleware that shows people, who ask with a browser, a page where there is nothing else. */
export function notFoundPage(): Middleware {
  const page = errorPage(
    'There is nothing at this address',
    'This host counts visits and passes on links of emails. If a link led here, part of its address may be missing.',
  );
  return async (context, next) => {
    await next();
    const isMissing = context.status === 404 && context.body == null;
    if (!isMissing || context.method !== 'GET') return;
    if (context.accepts('text', 'html') !== 'html') return;
    context.set(page.headers);
    context.body = page.html;
    context.status = 404;
  };
}
