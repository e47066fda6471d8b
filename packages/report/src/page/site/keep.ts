import { toFilter } from '../state/filter-text.ts';
import { links } from '../state/links.ts';
import { parseAnnotation, parseGoal, parseSegment } from '../../settings/parse-settings.ts';
import type { SiteView } from '../view.ts';

/** Collections that the forms of a site's page add to. */
export type Kept = 'segments' | 'notes' | 'goals';

/**
 * Keeps what a form says.
 *
 * @returns the address to go on to
 * @throws SettingsError, QueryError
 */
export async function keep(view: SiteView, kind: Kept, form: URLSearchParams): Promise<string> {
  const { site, state, settings } = view;
  const field = (name: string): string => form.get(name) ?? '';
  if (kind === 'segments') {
    const segment = parseSegment({ site, name: field('name'), filter: toFilter(state.filters) });
    // The store has a grammar of its own: an expression that it does not take would fail every query of the segment.
    await view.askPlain({ date_range: 'realtime', metrics: ['events'], where: segment.filter });
    settings.segments.create(segment);
    const filter = { operator: 'is', dimension: 'segment', values: [segment.name] } as const;
    return links.site(site, { ...state, filters: [filter] });
  }
  if (kind === 'notes') {
    settings.annotations.create(parseAnnotation({ site, day: field('day'), text: field('text') }));
  } else {
    const meant = field('kind') === 'page' ? 'page' : 'event';
    settings.goals.create(parseGoal({ site, name: field('name'), [meant]: field('value') }));
  }
  return links.site(site, state);
}
