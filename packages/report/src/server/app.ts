import Koa, { type Context, type Middleware } from 'koa';
import { answerErrors } from './answer-errors.ts';
import type { Log } from './log.ts';
import { notFound } from './not-found.ts';
import { ownHostOnly } from './own-host.ts';
import { securityHeaders } from './security-headers.ts';
import type { ReportState } from './state.ts';

/** Parts of the application, in the order in which they see a request. */
interface AppParts {
  readonly log: Log;
  readonly publicUrl: string | null;
  /** APIs with tokens of their own. */
  readonly added: readonly Middleware[];
  /** Login and shared links; sets `state.reader`, or refuses. */
  readonly access: readonly Middleware<ReportState>[];
  readonly api: readonly Middleware<ReportState>[];
  /** Further handlers, from the program that has started the report. */
  readonly handlers: readonly Middleware<ReportState>[];
  /** The report's pages. */
  readonly pages: readonly Middleware<ReportState>[];
}

/** The report as a Koa application. */
export function createApp({ log, publicUrl, added, access, api, handlers, pages }: AppParts): Koa {
  const app = new Koa<ReportState>();
  app.on('error', (error: unknown, context?: Context) => {
    if (context?.req.socket.destroyed === true) return;
    log.error({ event: 'report-failed', err: error }, 'a request to the report has failed');
  });
  app.use(securityHeaders());
  app.use(answerErrors(log));
  app.use(ownHostOnly(publicUrl));
  for (const part of added) app.use(part);
  for (const part of access) app.use(part);
  for (const part of api) app.use(part);
  for (const handler of handlers) app.use(handler);
  for (const page of pages) app.use(page);
  app.use(notFound());
  return app;
}
