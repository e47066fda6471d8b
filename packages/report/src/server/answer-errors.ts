import { escapeHtml } from '@hitmark/codec/text';
import type { Middleware } from 'koa';
import { AccessError } from '../access/access-error.ts';
import { QueryError, type QueryProblem } from '../query/query-problem.ts';
import { SettingsError, type SettingsErrorCode } from '../settings/settings-error.ts';
import { StoreError } from '../store/store-error.ts';
import { ApiError } from './api-error.ts';
import { BusyError } from './busy-error.ts';
import type { Log } from './log.ts';
import { answerPage, languageOf, type SmallPage } from './small-page.ts';
import { smallTexts, type SmallTexts } from './small-texts.ts';

/** An error as it is answered. */
interface ErrorAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly problems: readonly QueryProblem[];
  readonly headers: Readonly<Record<string, string>>;
}

/** Seconds after which a query that found no place may be tried again. */
const retrySeconds = 2;

/** Creates middleware that answers errors of the middleware after it: as JSON, or as a page where HTML is wanted. */
export function answerErrors(log: Log): Middleware {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      // A client that has gone gets no answer, and its error is no fault.
      if (context.res.destroyed) return;
      const answer = toAnswer(error);
      if (answer.status >= 500 && !(error instanceof BusyError)) {
        log.error({ event: 'report-failed', err: error }, 'a request to the report has failed');
      }
      const { status, code, message, problems, headers } = answer;
      context.set(headers);
      const isPage =
        !context.path.startsWith('/api/') && context.accepts('json', 'html') === 'html';
      if (isPage) {
        answerPage(context, status, errorPage(code, message, smallTexts(context)));
        return;
      }
      context.status = status;
      context.body = { error: { code, message, problems: problems.map(toPublicProblem) } };
    }
  };
}

function errorPage(code: string, message: string, small: SmallTexts): SmallPage {
  const { access } = small.texts;
  const text = access.errors[code];
  const paragraph =
    text === undefined ? `<p lang="en">${escapeHtml(message)}</p>` : `<p>${escapeHtml(text)}</p>`;
  return {
    ...languageOf(small),
    title: access.error,
    body: `<h1>${access.error}</h1>\n${paragraph}\n<p><a href="/">${access.allSites}</a></p>`,
  };
}

function toPublicProblem({ path, message }: QueryProblem): {
  readonly path: string;
  readonly expected: string;
} {
  return { path, expected: message.replace(/^expected /, '') };
}

function toAnswer(error: unknown): ErrorAnswer {
  if (error instanceof ApiError) return error;
  if (error instanceof QueryError) return { ...plain(400, error), problems: error.problems };
  if (error instanceof AccessError) return { ...plain(403, error), problems: error.problems };
  if (error instanceof BusyError) return { ...plain(busyStatus[error.code], error), ...retry };
  if (error instanceof SettingsError) {
    return { ...plain(settingsStatus[error.code], error), problems: error.problems };
  }
  if (error instanceof StoreError) return toStoreAnswer(error);
  return plain(500, { code: 'internal', message: 'the report has failed: its log says why' });
}

const busyStatus = { 'too-many-queries': 429, busy: 503, 'query-timeout': 504 } as const;
const settingsStatus: Readonly<Record<SettingsErrorCode, number>> = {
  'settings-newer': 503,
  'settings-unavailable': 503,
  'settings-invalid': 400,
  'setting-missing': 404,
  'setting-taken': 409,
  'setting-in-use': 409,
  'settings-full': 409,
};
const retry = { headers: { 'retry-after': String(retrySeconds) } };

function toStoreAnswer(error: StoreError): ErrorAnswer {
  const code = error.code;
  if (code === 'query-invalid') return plain(400, error);
  if (code === 'store-failed') {
    const message =
      'the store could not answer: ask for fewer days or dimensions, or raise report.memoryLimit; the log says why';
    return plain(500, { code, message });
  }
  return { ...plain(503, { code, message: 'the store is being started: ask again' }), ...retry };
}

function plain(
  status: number,
  { code, message }: { readonly code: string; readonly message: string },
): ErrorAnswer {
  return { status, code, message, problems: [], headers: {} };
}
