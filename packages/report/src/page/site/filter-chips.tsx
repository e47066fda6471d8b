import type { VNode } from 'preact';
import { shown } from '../format/shown.ts';
import { SaveSegment } from './keep-forms.tsx';
import { Datum } from '../parts/datum.tsx';
import { negate, type PageFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import type { PageState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';

export interface FilterChipsProps {
  readonly view: SiteView;
  readonly page?: string;
}

/** The filters: a chip's verb turns it round, its cross removes it. */
export function FilterChips({ view, page = '' }: FilterChipsProps): VNode | null {
  const { texts, state, site } = view;
  if (state.filters.length === 0) return null;
  const to = (filters: PageState['filters']): string =>
    links.site(site, { ...state, cursor: null, filters }, page);
  return (
    <ul class="chips" aria-label={texts.filters.label}>
      {state.filters.map((filter, index) => (
        <Chip
          view={view}
          filter={filter}
          turned={to(state.filters.with(index, negate(filter)))}
          removed={to(state.filters.toSpliced(index, 1))}
        />
      ))}
      <li>
        <SaveSegment view={view} />
      </li>
      {state.filters.length > 1 && (
        <li class="small">
          <a class="link" href={to([])}>
            {texts.filters.removeAll}
          </a>
        </li>
      )}
    </ul>
  );
}

interface ChipProps {
  readonly view: SiteView;
  readonly filter: PageFilter;
  readonly turned: string;
  readonly removed: string;
}

function Chip({ view, filter, turned, removed }: ChipProps): VNode {
  const { texts } = view;
  const { operator, dimension, values } = filter;
  const verb = texts.filters.operators[operator];
  const name =
    dimension === 'segment'
      ? texts.filters.segment
      : (texts.dimensions[dimension]?.[0] ?? shown(dimension));
  const sentence = `${name} ${verb} ${shown(values.join(', '))}`;
  return (
    <li class="chip">
      <span>{name}</span>{' '}
      {operator === 'matches' ? (
        <span>{verb}</span>
      ) : (
        <a href={turned} title={texts.filters.turn}>
          {verb}
        </a>
      )}{' '}
      {values.map((value, index) => (
        <b>
          {index > 0 && ` ${texts.filters.or} `}
          <Datum text={value} view={view} of={dimension} />
        </b>
      ))}{' '}
      <a class="cross" href={removed} aria-label={texts.filters.remove(sentence)}>
        ×
      </a>
    </li>
  );
}
