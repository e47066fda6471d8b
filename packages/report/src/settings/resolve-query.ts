import { isAboutGoals } from '../query/about-goals.ts';
import { segmentDimension } from '../query/dimensions.ts';
import { conditionsOf, mapConditions, type Condition, type Filter } from '../query/filter.ts';
import { QueryError, type QueryProblem } from '../query/query-problem.ts';
import type { Goal } from '../query/goal.ts';
import type { Query, Selection } from '../query/query.ts';
import type { Segment } from './items.ts';

/** Goals and segments of some sites; null: of all. */
export interface SiteSettings {
  readonly goals: { list(sites: readonly string[] | null): readonly Goal[] };
  readonly segments: { list(sites: readonly string[] | null): readonly Segment[] };
}

/** A query, a listing, or the selection of a funnel. */
type Resolvable = Selection & Partial<Pick<Query, 'metrics' | 'dimensions'>>;

/** Most goals of one query: each makes its statement longer. */
const maxGoals = 500;
/** Most texts that the segments of a query stand for, each as often as it is named: all go to the store. */
const maxSegmentTexts = 10_000;

/**
 * Completes a query with its sites' settings: segments are replaced by their filters, and goals are added where the
 * query is about goals. To be called before the query goes to the store.
 *
 * @throws QueryError where a segment is none
 */
export function resolveQuery<Input extends Resolvable>(
  query: Input,
  settings: SiteSettings,
): Input {
  const filters = resolveFilter(query, settings);
  const resolved = { ...query, filters };
  if (!isAboutGoals(resolved)) return resolved;
  const goals = settings.goals.list(query.site);
  if (goals.length <= maxGoals) return { ...resolved, goals };
  const message = `expected fewer sites: these have ${goals.length} goals, a query takes ${maxGoals}`;
  throw new QueryError([{ path: 'site', message }]);
}

function resolveFilter(
  { site, filters }: Selection,
  settings: Pick<SiteSettings, 'segments'>,
): Filter | null {
  const used = conditionsOf(filters).filter(({ condition }) => isOfSegments(condition));
  if (filters === null || used.length === 0) return filters;
  const segments = settings.segments.list(site);
  const problems = used.flatMap(({ path, condition }) => problemsOf(path, condition, segments));
  if (problems.length > 0) throw new QueryError(problems);
  refuseManyTexts(used, segments);
  const isOneSite = site?.length === 1;
  return mapConditions(filters, (condition) => {
    if (!isOfSegments(condition)) return condition;
    const [operator, , names] = condition;
    const meant = segments.filter(({ name }) => names.includes(name));
    const any: Filter = ['or', meant.map((segment) => filterOf(segment, isOneSite))];
    return operator === 'is_not' ? ['not', any] : any;
  });
}

/** @throws QueryError where the filters of a query's segments hold more texts than a query takes */
function refuseManyTexts(
  used: readonly { readonly condition: Condition }[],
  segments: readonly Segment[],
): void {
  const texts = new Map<string, number>();
  for (const { name, filter } of segments) {
    const own = conditionsOf(filter).reduce((sum, { condition }) => sum + condition[2].length, 0);
    texts.set(name, (texts.get(name) ?? 0) + own);
  }
  const named = used.flatMap(({ condition: [, , names] }) => [...new Set(names)]);
  const all = named.reduce((sum, name) => sum + (texts.get(name) ?? 0), 0);
  if (all <= maxSegmentTexts) return;
  const message = `expected fewer segments: these stand for ${all} texts, a query takes ${maxSegmentTexts}`;
  throw new QueryError([{ path: 'filters', message }]);
}

function isOfSegments([, dimension]: Condition): boolean {
  return dimension === segmentDimension;
}

/** A segment is about its own site's events only. */
function filterOf({ site, filter }: Segment, isOneSite: boolean): Filter {
  return isOneSite ? filter : ['and', [['is', 'site', [site]], filter]];
}

function problemsOf(
  path: string,
  [, , names]: Condition,
  segments: readonly Segment[],
): readonly QueryProblem[] {
  const known = [...new Set(segments.map(({ name }) => name))];
  const accepted = known.length > 0 ? `one of ${known.join(', ')}` : 'no segment: there is none';
  return names.flatMap((name, index) =>
    known.includes(name) ? [] : [{ path: `${path}[2][${index}]`, message: `expected ${accepted}` }],
  );
}
