import type { VNode } from 'preact';
import type { Metric } from '../../query/metrics.ts';
import { isWeighted } from '../format/metric-kinds.ts';
import type { View } from '../view.ts';

/** A definition's text, in which `names` of data are set as code. */
function DefinitionText({ text }: { text: string }): VNode {
  const parts = text.split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

export interface DefinitionProps {
  readonly view: View;
  readonly metric: Metric;
  /** Events of machines that would count; null: not known. */
  readonly leftOut: number | null;
}

/** A word that explains itself when it is opened, without script; one at a time. */
export function Definition({ view, metric, leftOut }: DefinitionProps): VNode {
  const { texts, numbers } = view;
  return (
    <details name="definition">
      <summary>{texts.metrics[metric]}</summary>
      <div class="about small">
        <p>
          <DefinitionText text={texts.definitions.metrics[metric] ?? ''} />
        </p>
        <p>
          <b>{texts.definitions.leftOut}</b>{' '}
          {leftOut === null
            ? texts.definitions.nothing
            : texts.definitions.machines(numbers.count(leftOut))}{' '}
          <a class="link" href={`#about-${metric}`}>
            {texts.definitions.all}
          </a>
        </p>
      </div>
    </details>
  );
}

/** All definitions of some metrics, below a page. */
export function Definitions({ view, metrics }: { view: View; metrics: readonly Metric[] }): VNode {
  const { texts } = view;
  return (
    <section aria-labelledby="definitions">
      <h2 id="definitions">{texts.definitions.title}</h2>
      <dl class="definitions">
        {metrics.map((metric) => (
          <div id={`about-${metric}`}>
            <dt>{texts.metrics[metric]}</dt>{' '}
            <dd>
              <DefinitionText text={texts.definitions.metrics[metric] ?? ''} />
            </dd>
          </div>
        ))}
        {view.state.compare !== null && (
          <div>
            <dt>{texts.definitions.change.name}</dt> <dd>{texts.definitions.change.text}</dd>
          </div>
        )}
        {metrics.some(isWeighted) && (
          <div>
            <dt>{texts.definitions.weight.name}</dt> <dd>{texts.definitions.weight.text}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
