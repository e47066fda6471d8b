import type { VNode } from 'preact';
import { percentOf } from '../parts/bars-table.tsx';
import { NumberLink } from '../parts/number-link.tsx';
import type { SiteView } from '../view.ts';
import type { Step } from './steps.ts';

export interface StepsProps {
  readonly view: SiteView;
  readonly steps: readonly Step[];
}

/** The way from an email to an order, in one row: each bar is a share of the step before. */
export function Steps({ view, steps }: StepsProps): VNode {
  const { texts, numbers } = view;
  const words = texts.messages.steps;
  return (
    <section class="panel" aria-labelledby="steps">
      <header>
        <h2 id="steps">{words.title}</h2>
        <span class="small end">{words.key}</span>
      </header>
      <ol class="way">
        {steps.map((step, index) => {
          const before = steps[index - 1]?.count ?? step.count;
          return (
            <li>
              <span class="small">{words.names[step.id]}</span>
              <NumberLink
                className="figure"
                view={view}
                metric={step.metric}
                value={step.count}
                state={step.state}
                filters={step.filters}
              />
              <svg class="share" aria-hidden="true">
                <rect class="all" width="100%" height="100%" />
                <rect
                  class={step.isOnSite ? 'site' : 'mail'}
                  width={before > 0 ? percentOf(Math.min(step.count, before), before) : '0%'}
                  height="100%"
                />
              </svg>
              <span class="small">
                {index > 0 && before > 0
                  ? words.of[step.id](numbers.percent(step.count / before))
                  : '\u00a0'}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
