import type { VNode } from 'preact';
import type { Answer } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { Definitions } from '../parts/definition.tsx';
import { links } from '../state/links.ts';
import type { View } from '../view.ts';

export interface FootProps {
  readonly view: View;
  /** Metrics whose definitions are shown. */
  readonly metrics: readonly Metric[];
  /** Answer that the numbers come from; null: the page has none. */
  readonly answer: Answer | null;
  readonly page?: string;
}

/** Below every page: definitions, what the numbers hold, the other language. */
export function Foot({ view, metrics, answer, page = '' }: FootProps): VNode {
  const { texts, numbers, state, site, timezone, language } = view;
  const other = { ...state, language: language === 'en' ? 'de' : 'en' };
  const warnings = answer?.meta.warnings ?? [];
  return (
    <footer class="foot small">
      {metrics.length > 0 && <Definitions view={view} metrics={metrics} />}
      {warnings.map(({ code }) => (
        <p>{texts.foot.warnings[code]}</p>
      ))}
      <p>
        {answer !== null && texts.foot.asOf(numbers.count(answer.meta.as_of_sequence), timezone)}{' '}
        <a
          class="link"
          href={site === null ? `/?language=${other.language}` : links.site(site, other, page)}
        >
          {texts.nav.otherLanguage}
        </a>
      </p>
    </footer>
  );
}
