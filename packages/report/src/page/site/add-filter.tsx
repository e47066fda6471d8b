import type { VNode } from 'preact';
import { mayAsk } from '../../access/person-dimensions.ts';
import { isDimension } from '../../query/dimensions.ts';
import { comparisons } from '../../query/filter.ts';
import { MaybeLink } from '../parts/maybe-link.tsx';
import type { PageFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import { serialiseState } from '../state/page-state.ts';
import type { SiteView } from '../view.ts';

/** A filter of one's own, as a form: what no row of a table can be clicked for. */
export function AddFilter({ view, page }: { view: SiteView; page: string }): VNode {
  const { texts, state, site, reader } = view;
  const rest = new URLSearchParams(serialiseState({ ...state, cursor: null }));
  const [path] = links.site(site, state, page).split('?');
  const segments = view.settings.segments.list([site]);
  const names = Object.entries(texts.dimensions).filter(
    ([dimension]) => isDimension(dimension) && dimension !== 'site' && mayAsk(reader, dimension),
  );
  return (
    <details class="pop-up add-filter" name="pop-up">
      <summary>{texts.filters.add}</summary>
      <form action={path}>
        {[...rest].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label>
          {texts.filters.dimension}{' '}
          <select name="dimension">
            {names.map(([dimension, [name]]) => (
              <option value={dimension}>{name}</option>
            ))}
          </select>
        </label>{' '}
        <label>
          {texts.filters.operator}{' '}
          <select name="operator">
            {comparisons.map((operator) => (
              <option value={operator}>{texts.filters.operators[operator]}</option>
            ))}
          </select>
        </label>{' '}
        <label>
          {texts.filters.value} <input name="value" required />
        </label>{' '}
        <button>{texts.filters.apply}</button>
        {segments.length > 0 && (
          <p class="small">
            {texts.filters.segments}{' '}
            {segments.map(({ name }, index) => (
              <>
                {index > 0 && ', '}
                <MaybeLink className="link" href={links.filtered(site, state, isSegment(name))}>
                  <bdi>{name}</bdi>
                </MaybeLink>
              </>
            ))}
          </p>
        )}
      </form>
    </details>
  );
}

function isSegment(name: string): PageFilter {
  return { operator: 'is', dimension: 'segment', values: [name] };
}
