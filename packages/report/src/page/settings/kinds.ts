import type { Filter } from '../../query/filter.ts';
import type { Goal } from '../../query/goal.ts';
import type { Collection, Kept } from '../../settings/collection.ts';
import type { Annotation, Funnel, Segment } from '../../settings/items.ts';
import {
  parseAnnotation,
  parseFunnel,
  parseGoal,
  parseSegment,
} from '../../settings/parse-settings.ts';
import type { PageSettings } from '../page-deps.ts';
import type { View } from '../view.ts';
import { filterWords } from './filter-words.ts';
import { funnelForm, readFunnel } from './funnel-form.ts';
import { goalForm, readGoal } from './goal-form.ts';
import { readSegment, segmentForm } from './segment-form.ts';

/** Kinds of settings that are edited in pages, by their names in addresses. */
export const kinds = ['goals', 'funnels', 'segments', 'annotations'] as const;
export type Kind = (typeof kinds)[number];

/** Language that a list is written in. */
type Wording = Pick<View, 'texts' | 'days'>;

/** An item of any kind, as a list shows it. */
interface ListedItem {
  readonly id: number;
  readonly site: string;
  readonly title: string;
  /** Content of the item in short, as others have written it. */
  readonly detail: string;
}

/** A kind of settings, as its pages need it. */
export interface EditedKind {
  list(site: string, view: Wording): readonly ListedItem[];
  /**
   * The form of an item.
   *
   * @throws SettingsError `setting-missing`
   */
  form(id: number): { readonly site: string; readonly form: URLSearchParams };
  /**
   * Checks what a form says, and keeps it; null: a new item.
   *
   * @throws SettingsError
   */
  save(id: number | null, site: string, form: URLSearchParams): void;
  /** Filters that a form chooses, whose expressions only the store can check. */
  filtersOf(id: number | null, site: string, form: URLSearchParams): readonly Filter[];
  /** @throws SettingsError */
  remove(id: number): void;
}

interface KindParts<Item> {
  readonly items: Collection<Item>;
  readonly parse: (input: unknown) => Item;
  readonly write: (item: Item) => URLSearchParams;
  /** Input of `parse`; `before` is the item that is changed. */
  readonly read: (form: URLSearchParams, site: string, before: Item | null) => unknown;
  readonly show: (item: Item, view: Wording) => readonly [title: string, detail: string];
  readonly filters: (item: Item) => readonly Filter[];
}

const makers: Readonly<Record<Kind, (settings: PageSettings) => EditedKind>> = {
  goals: (settings) =>
    edited<Goal>({
      items: settings.goals,
      parse: parseGoal,
      write: goalForm,
      read: readGoal,
      show: ({ name, filter }, { texts }) => [name, filterWords(filter, texts)],
      filters: () => [],
    }),
  funnels: (settings) =>
    edited<Funnel>({
      items: settings.funnels,
      parse: parseFunnel,
      write: funnelForm,
      read: readFunnel,
      show: ({ name, steps }) => [
        name,
        steps.map((step) => ('goal' in step ? step.goal : step.name)).join(' → '),
      ],
      filters: () => [],
    }),
  segments: (settings) =>
    edited<Segment>({
      items: settings.segments,
      parse: parseSegment,
      write: segmentForm,
      read: readSegment,
      show: ({ name, filter }, { texts }) => [name, filterWords(filter, texts)],
      filters: ({ filter }) => [filter],
    }),
  annotations: (settings) =>
    edited<Annotation>({
      items: settings.annotations,
      parse: parseAnnotation,
      write: ({ day, text }) => new URLSearchParams({ day, text }),
      read: (form, site) => ({ site, day: form.get('day') ?? '', text: form.get('text') ?? '' }),
      show: ({ day, text }, { days }) => [text, days.span(day, day)],
      filters: () => [],
    }),
};

/** Finds a kind of settings. */
export function editedKind(settings: PageSettings, kind: Kind): EditedKind {
  return makers[kind](settings);
}

function edited<Item extends { readonly site: string }>(parts: KindParts<Item>): EditedKind {
  const { items, parse, write, read, show, filters } = parts;
  const before = (id: number | null): Kept<Item> | null => (id === null ? null : items.get(id));
  return {
    list: (site, view) =>
      items.list([site]).map((item) => {
        const [title, detail] = show(item, view);
        return { id: item.id, site, title, detail };
      }),
    form(id) {
      const item = items.get(id);
      return { site: item.site, form: write(item) };
    },
    save(id, site, form) {
      const item = parse(read(form, site, before(id)));
      if (id === null) items.create(item);
      else items.update(id, item);
    },
    filtersOf: (id, site, form) => filters(parse(read(form, site, before(id)))),
    remove: (id) => items.delete(id),
  };
}
