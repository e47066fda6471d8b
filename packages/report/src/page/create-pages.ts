import { Readable } from 'node:stream';
import type { Context, Middleware } from 'koa';
import type { ReportState } from '../server/state.ts';
import { AccessError } from '../access/access-error.ts';
import { sitesFor } from '../access/narrow.ts';
import type { Reader } from '../access/reader.ts';
import { readForm } from '../api/read-form.ts';
import { loadAssets, type Assets } from './assets.ts';
import { compressed } from './compressed.ts';
import { errorPage, pageOfError } from './error-page.tsx';
import { renderPage } from './layout/document.ts';
import type { Page } from './layout/page.ts';
import type { PageDeps } from './page-deps.ts';
import { createErasures } from './person/erasures.ts';
import { findPage, type FoundPage, type SitePage } from './routes.ts';
import { liveVisitors } from './site/live.ts';
import { joinParts } from './state/filter-text.ts';
import { links } from './state/links.ts';
import { parseState } from './state/page-state.ts';
import { chooseLanguage } from './texts/choose-texts.ts';
import { createView, type SiteView, type View } from './view.ts';

/**
 * Creates the middleware that answers with pages. It wants `ctx.state.reader`, and leaves every path that is
 * none of its own to what comes after it.
 */
export function createPages(deps: PageDeps): Middleware<ReportState> {
  const assets = loadAssets();
  const erasures = deps.forget === null ? null : createErasures(deps.forget);
  return async (ctx, next) => {
    const found = findPage(ctx.path);
    const post = found !== null && found.site !== null ? found.page.post : undefined;
    const isPost = ctx.method === 'POST' && post !== undefined;
    if (found === null || !(isPost || ['GET', 'HEAD'].includes(ctx.method))) {
      await next();
      return;
    }
    const parameters = new URL(ctx.url, 'http://localhost').searchParams;
    const moved = canonicalAddress(ctx.path, parameters);
    if (moved !== null) {
      seeOther(ctx, moved);
      return;
    }

    const aborted = new AbortController();
    ctx.res.once('close', () => aborted.abort());
    const state = parseState(parameters);
    const view = createView(
      { ...deps, erasures },
      {
        reader: ctx.state.reader,
        state,
        site: found.site,
        language: chooseLanguage(state.language, ctx.get('Accept-Language')),
        host: ctx.host,
        signal: aborted.signal,
      },
    );
    if (found.site !== null && isPost) {
      refuseShared(view.reader);
      sitesFor(view.reader, [found.site]);
      const answer = await answerPost({ ...view, site: found.site }, post, ctx, found.rest);
      if (typeof answer === 'string') seeOther(ctx, answer);
      else send(ctx, answer, view, assets);
      return;
    }
    if (found.site !== null && found.page.get === 'live') {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await liveVisitors({ ...view, site: found.site });
      return;
    }
    send(ctx, await pageOf(view, found), view, assets);
  };
}

async function pageOf(view: View, found: FoundPage): Promise<Page> {
  try {
    if (found.site === null) return await found.page(view);
    const { site, page, rest } = found;
    if (typeof page.get !== 'function') {
      return errorPage(view, 404, view.texts.errors.notFound, null);
    }
    return await page.get({ ...view, site }, rest);
  } catch (error) {
    return orThrow(pageOfError(view, error), error);
  }
}

function orThrow(page: Page | null, error: unknown): Page {
  if (page === null) throw error;
  return page;
}

async function answerPost(
  view: SiteView,
  post: NonNullable<SitePage['post']>,
  context: Context,
  rest: readonly string[],
): Promise<Page | string> {
  try {
    return await post(view, await readForm(context), rest);
  } catch (error) {
    return orThrow(pageOfError(view, error), error);
  }
}

/** A shared link changes nothing, whatever page a form is of. */
function refuseShared({ kind }: Reader): void {
  if (kind !== 'shared') return;
  throw new AccessError('login-needed', 'a shared link changes nothing: log in for this', []);
}

/** Forms name dates and sites as forms can; the state has one way to write them. */
function canonicalAddress(path: string, parameters: URLSearchParams): string | null {
  const site = parameters.get('site');
  if (path === '/sites' && site !== null && site !== '') {
    return links.site(site, parseState(new URLSearchParams()));
  }
  const [from, to, value] = ['from', 'to', 'value'].map((name) => parameters.get(name) ?? '');
  if (from && to) parameters.set('period', from <= to ? `${from}..${to}` : `${to}..${from}`);
  if (value) {
    const parts = [parameters.get('operator') ?? '', parameters.get('dimension') ?? '', value];
    parameters.append('filter', joinParts(parts));
  }
  if (!value && !(from && to)) return null;
  for (const name of ['from', 'to', 'operator', 'dimension', 'value']) parameters.delete(name);
  return `${path}?${parameters}`;
}

/**
 * Redirects with 303. Koa's `redirect` rewrites addresses. The path came through Node's parser: it is
 * ASCII.
 */
function seeOther(ctx: Context, address: string): void {
  ctx.status = 303;
  ctx.set('Location', address.replace(/^\/+/, '/'));
  ctx.body = '';
}

function send(ctx: Context, page: Page, view: View, assets: Assets): void {
  ctx.status = page.status;
  ctx.set({
    'Content-Security-Policy': assets.policy,
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    Vary: 'Accept-Encoding, Accept-Language',
  });
  if (ctx.method === 'HEAD') return;
  const html = Readable.from(renderPage(page, assets, view.texts, view.language));
  ctx.body = compressed(ctx, html);
}
