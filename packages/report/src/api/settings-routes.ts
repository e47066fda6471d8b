import type { Router } from '@koa/router';
import { sitesFor } from '../access/narrow.ts';
import type { Reader } from '../access/reader.ts';
import { readableSettings } from '../access/readable-settings.ts';
import type { Questions } from '../server/questions.ts';
import type { ReportContext, ReportState } from '../server/state.ts';
import type { Collection, Kept } from '../settings/collection.ts';
import type { Settings } from '../settings/open-settings.ts';
import {
  parseAnnotation,
  parseFunnel,
  parseGoal,
  parseSegment,
} from '../settings/parse-settings.ts';
import { checkFilters, type FilterAt } from './check-filters.ts';
import { readJsonBody } from './read-json.ts';

/** Dependencies of the routes. */
interface SettingsDeps {
  readonly settings: Pick<Settings, 'goals' | 'funnels' | 'segments' | 'annotations'>;
  readonly questions: Questions;
}

/** A kind of settings, such as goals, as far as its routes need it. */
interface Kind<Item> {
  /** Name in addresses and answers, such as `goals`. */
  readonly name: string;
  readonly items: (reader: Reader) => Collection<Item>;
  readonly parse: (input: unknown) => Item;
  /** Filters of an item, whose expressions only the store can check. */
  readonly filtersOf: (item: Item) => readonly FilterAt[];
}

/**
 * Adds the routes that list, create, change and delete goals, funnels, segments and annotations. Readers with a
 * shared link are refused before these routes.
 */
export function addSettingsRoutes(
  router: Router<ReportState>,
  { settings, questions }: SettingsDeps,
): void {
  const ownFilter = ({ filter }: { readonly filter: FilterAt['filter'] }): readonly FilterAt[] => [
    { path: 'filter', filter },
  ];
  const add = <Item extends { readonly site: string }>(kind: Kind<Item>): void =>
    addRoutes(router, kind, questions);
  add({
    name: 'goals',
    items: (reader) => readableSettings(settings, reader).goals,
    parse: parseGoal,
    filtersOf: ownFilter,
  });
  add({
    name: 'segments',
    items: (reader) => readableSettings(settings, reader).segments,
    parse: parseSegment,
    filtersOf: ownFilter,
  });
  add({
    name: 'funnels',
    items: (reader) => readableSettings(settings, reader).funnels,
    parse: parseFunnel,
    filtersOf: ({ steps }) =>
      steps.flatMap((step, index) =>
        'goal' in step ? [] : [{ path: `steps[${index}].filter`, filter: step.filter }],
      ),
  });
  add({
    name: 'annotations',
    items: () => settings.annotations,
    parse: parseAnnotation,
    filtersOf: () => [],
  });
}

function addRoutes<Item extends { readonly site: string }>(
  router: Router<ReportState>,
  { name, items, parse, filtersOf }: Kind<Item>,
  questions: Questions,
): void {
  async function readItem(context: ReportContext): Promise<Item> {
    const item = parse(await readJsonBody(context));
    const { reader } = context.state;
    sitesFor(reader, [item.site]);
    await checkFilters(questions, reader, item.site, filtersOf(item));
    return item;
  }

  function find({ params, state }: ReportContext & Params): Kept<Item> {
    const item = items(state.reader).get(Number(params['id']));
    sitesFor(state.reader, [item.site]);
    return item;
  }

  router.get(`/${name}`, (context) => {
    const site = context.URL.searchParams.get('site');
    const sites = sitesFor(context.state.reader, site === null ? null : [site]);
    context.body = { [name]: items(context.state.reader).list(sites) };
  });

  router.post(`/${name}`, async (context) => {
    const item = await readItem(context);
    context.body = items(context.state.reader).create(item);
    context.status = 201;
  });

  router.put(`/${name}/:id`, async (context) => {
    const { id } = find(context);
    const item = await readItem(context);
    context.body = items(context.state.reader).update(id, item);
  });

  router.delete(`/${name}/:id`, (context) => {
    items(context.state.reader).delete(find(context).id);
    context.status = 204;
  });
}

/** Parameters of a route's path. */
interface Params {
  readonly params: Readonly<Record<string, string>>;
}
