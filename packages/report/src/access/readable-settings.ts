import type { Filter } from '../query/filter.ts';
import type { Goal } from '../query/goal.ts';
import type { Collection } from '../settings/collection.ts';
import type { Funnel, Segment } from '../settings/items.ts';
import { mayFilter, refuseFilter } from './narrow.ts';
import type { Reader } from './reader.ts';

/** Settings whose items have filters. */
interface Filtered {
  readonly goals: Collection<Goal>;
  readonly funnels: Collection<Funnel>;
  readonly segments: Collection<Segment>;
}

/** Narrows settings to the items whose filters a reader may ask for: others are not listed, and refused. */
export function readableSettings<Settings extends Filtered>(
  settings: Settings,
  reader: Reader,
): Settings {
  const own = ({ filter }: { readonly filter: Filter }): readonly Filter[] => [filter];
  return {
    ...settings,
    goals: readable(settings.goals, reader, own),
    segments: readable(settings.segments, reader, own),
    funnels: readable(settings.funnels, reader, ({ site, steps }) => {
      const goals = settings.goals.list([site]);
      return steps.flatMap((step) =>
        'goal' in step
          ? goals.filter(({ name }) => name === step.goal).map(({ filter }) => filter)
          : [step.filter],
      );
    }),
  };
}

function readable<Item>(
  items: Collection<Item>,
  reader: Reader,
  filtersOf: (item: Item) => readonly Filter[],
): Collection<Item> {
  function checked<Some extends Item>(item: Some): Some {
    for (const filter of filtersOf(item)) refuseFilter(filter, reader, 'filter');
    return item;
  }
  const get: Collection<Item>['get'] = (id) => checked(items.get(id));
  return {
    list: (sites) =>
      items.list(sites).filter((item) => filtersOf(item).every((each) => mayFilter(reader, each))),
    get,
    create: (item) => items.create(checked(item)),
    update: (id, item) => items.update(get(id).id, checked(item)),
    delete: (id) => items.delete(get(id).id),
  };
}
