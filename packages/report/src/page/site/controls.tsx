import type { VNode } from 'preact';
import { compares, type Actor } from '../../query/query.ts';
import { Choices, type Choice } from '../parts/choice.tsx';
import { links } from '../state/links.ts';
import type { PageState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';
import { AddFilter } from './add-filter.tsx';
import { DatesForm } from './dates-form.tsx';
import { periodName } from './period-name.ts';

const periods = ['day', '7d', '30d', 'month', '12mo', 'all'] as const;

const actorChoices = {
  human: ['human'],
  'human,unknown': ['human', 'unknown'],
  all: ['human', 'machine', 'unknown'],
} as const satisfies Readonly<Record<string, readonly Actor[]>>;

type ActorChoice = keyof typeof actorChoices;

export interface ControlsProps {
  readonly view: SiteView;
  /** Page of the site that the choices lead to. */
  readonly page?: string;
  /** False: the page compares nothing, and so offers no choice of it. @defaultValue `true` */
  readonly isComparing?: boolean;
}

/** Period, comparison and actors: a row of choices, or one line that opens where there is no room. */
export function Controls(props: ControlsProps): VNode {
  const { view, isComparing = true } = props;
  const { texts, state } = view;
  const parts = [
    periodName(view),
    state.compare === null || !isComparing ? null : texts.compare.short[state.compare],
    texts.actors.short[actorsOf(state)] ?? state.actors.join(', '),
  ];
  return (
    <>
      <div class="controls roomy">
        <ControlRows {...props} />
      </div>
      <details class="controls narrow">
        <summary>{parts.filter((part) => part !== null).join(' · ')}</summary>
        <ControlRows {...props} />
      </details>
    </>
  );
}

function ControlRows({ view, page = '', isComparing = true }: ControlsProps): VNode {
  const { texts, state, site } = view;
  const to = (change: Partial<PageState>): string => {
    const next = { ...state, cursor: null, ...change };
    return links.site(site, next, page);
  };
  const choice = (text: string, change: Partial<PageState>, isCurrent: boolean): Choice => ({
    text,
    href: to(change),
    isCurrent,
  });
  return (
    <>
      <Choices
        label={texts.period.label}
        choices={periods.map((period) =>
          choice(
            texts.period[period],
            {
              period,
              interval: null,
              compare: state.period === 'all' ? 'previous_period' : state.compare,
            },
            state.period === period,
          ),
        )}
      />
      <DatesForm view={view} page={page} />
      {isComparing && state.period !== 'all' && (
        <Choices
          label={texts.compare.label}
          isLabelShown
          choices={[
            ...compares.map((compare) =>
              choice(texts.compare[compare], { compare }, state.compare === compare),
            ),
            choice(texts.compare.none, { compare: null }, state.compare === null),
          ]}
        />
      )}
      <Choices
        label={texts.actors.label}
        isLabelShown
        choices={(Object.keys(actorChoices) as ActorChoice[]).map((name) =>
          choice(texts.actors[name], { actors: actorChoices[name] }, actorsOf(state) === name),
        )}
      />
      <AddFilter view={view} page={page} />
    </>
  );
}

function actorsOf({ actors }: PageState): string {
  return actors.length === 3 ? 'all' : actors.join(',');
}
