import { AccessError } from '../access/access-error.ts';
import { QueryError } from '../query/query-problem.ts';
import { BusyError } from '../server/busy-error.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { StoreError } from '../store/store-error.ts';
import type { Page } from './layout/page.ts';
import { Top } from './layout/top.tsx';
import { links } from './state/links.ts';
import type { View } from './view.ts';

/** A page that says why there is no other. */
export function errorPage(view: View, status: number, text: string, code: string | null): Page {
  return {
    status,
    title: text,
    above: [<Top view={view} page={null} />],
    main: [
      <section class="first">
        <h1>{text}</h1>
        <p>
          <a class="button" href={links.sites}>
            {view.texts.errors.back}
          </a>{' '}
          {code !== null && <code class="small">{code}</code>}
        </p>
      </section>,
    ],
    below: [],
  };
}

/** The page of a failure that is known; null: it is a fault, which is to be logged. */
export function pageOfError(view: View, error: unknown): Page | null {
  const { errors, panels } = view.texts;
  if (error instanceof QueryError) return errorPage(view, 400, error.message, null);
  if (error instanceof SettingsError) {
    const problems = error.problems.map(({ path, message }) => `${path}: ${message}`);
    return errorPage(view, 400, [error.message, ...problems].join(' '), error.code);
  }
  if (error instanceof AccessError) return errorPage(view, 403, errors.forbidden, null);
  if (error instanceof BusyError) {
    const isTimeout = error.code === 'query-timeout';
    const text = isTimeout ? panels.timeout : errors.busy;
    return errorPage(view, isTimeout ? 504 : 503, text, error.code);
  }
  if (error instanceof StoreError && error.code !== 'store-failed') {
    return errorPage(view, 503, errors.busy, error.code);
  }
  return null;
}
