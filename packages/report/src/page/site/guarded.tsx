import type { VNode } from 'preact';
import type { PendingPiece } from '../layout/render-pieces.ts';
import { links } from '../state/links.ts';
import type { SiteView } from '../view.ts';
import { Waiting } from './waiting.tsx';

/**
 * A part of a page that is still being counted. A part that fails becomes a panel that says so, and the rest of
 * the page is shown all the same.
 *
 * @param panel name of the part, for its heading; null: no heading
 * @param waiting stands in its place until it is there
 */
export function guarded(
  view: SiteView,
  part: Promise<VNode>,
  panel: string | null = null,
  waiting: VNode = (
    <Waiting view={view} title={panel === null ? null : (view.texts.names[panel] ?? panel)} />
  ),
): PendingPiece {
  const failed = (error: unknown): VNode => <Failed view={view} panel={panel} error={error} />;
  return { waiting, part: part.catch(failed) };
}

interface FailedProps {
  readonly view: SiteView;
  readonly panel: string | null;
  readonly error: unknown;
}

function Failed({ view, panel, error }: FailedProps): VNode {
  const { texts, site, state } = view;
  const code = codeOf(error);
  const isTimeout = code === 'query-cancelled' || code === 'query-timeout';
  return (
    <section class="panel failed">
      {panel !== null && (
        <header>
          <h2>{texts.names[panel] ?? panel}</h2>
        </header>
      )}
      <p class="small" role="alert">
        <b>{isTimeout ? texts.panels.timeout : texts.panels.failed}</b> {texts.panels.othersRight}
      </p>
      <p class="more small">
        <a class="button" href={links.site(site, state)}>
          {texts.panels.again}
        </a>
        <code>{code}</code>
      </p>
    </section>
  );
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : 'unexpected';
}
