import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Goal } from '../query/goal.ts';
import type { QueryProblem } from '../query/query-problem.ts';
import { membersOf, expected } from '../query/schema-parts.ts';
import type { Collection } from './collection.ts';
import type { Annotation, Funnel, Segment } from './items.ts';
import type { Settings } from './open-settings.ts';
import { parseSettings } from './parse-settings.ts';
import { annotationSchema, funnelSchema, goalSchema, segmentSchema } from './schema.ts';
import { invalidSettings, SettingsError } from './settings-error.ts';

/** Settings as they stand in a file, for those who keep such things in git. */
export interface SettingsFile {
  readonly goals: readonly Goal[];
  readonly funnels: readonly Funnel[];
  readonly segments: readonly Segment[];
  readonly annotations: readonly Annotation[];
}

/** Result of an import, in items. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** Goals come first: funnels need them. */
const kinds = ['goals', 'funnels', 'segments', 'annotations'] as const;
type Kind = (typeof kinds)[number];

/** Most items of one kind in a file. */
const maxItems = 10_000;

const listOf = <Own>(kind: Kind, item: v.GenericSchema<unknown, Own>) =>
  v.optional(
    v.pipe(
      v.array(item, expected(`a list of ${kind}`)),
      v.maxLength(maxItems, expected(`at most ${maxItems} ${kind}`)),
    ),
    [],
  );

const fileSchema: v.GenericSchema<unknown, SettingsFile> = v.strictObject(
  {
    goals: listOf('goals', goalSchema),
    funnels: listOf('funnels', funnelSchema),
    segments: listOf('segments', segmentSchema),
    annotations: listOf('annotations', annotationSchema),
  },
  membersOf(kinds.join(', ')),
);

/**
 * Checks the contents of a file of settings, which is JSON.
 *
 * @throws SettingsError `settings-invalid`, with every problem
 */
export function parseSettingsFile(input: unknown): SettingsFile {
  const file = parseSettings(fileSchema, input);
  const problems = kinds.flatMap((kind) => {
    const names = file[kind].map((item) => JSON.stringify(nameOf(item)));
    return names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [{ path: `${kind}[${index}]`, message: 'expected each name once on a site' }],
    );
  });
  if (problems.length > 0) throw invalidSettings(problems);
  return file;
}

/**
 * Takes over the items of a file: those of the same name and site are changed, the others are added. What the
 * file does not name stays. All is taken over, or nothing.
 *
 * @throws SettingsError `settings-invalid`, with every problem
 */
export function importSettings(settings: Settings, file: SettingsFile): ImportCounts {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  return settings.together(() => {
    const problems = kinds.flatMap((kind) => importKind(settings, file, kind, counts));
    if (problems.length > 0) throw invalidSettings(problems);
    return counts;
  });
}

/** The settings of some sites as they stand in a file; null: of all sites. */
export function exportSettings(settings: Settings, sites: readonly string[] | null): SettingsFile {
  return {
    goals: settings.goals.list(sites).map(withoutId),
    funnels: settings.funnels.list(sites).map(withoutId),
    segments: settings.segments.list(sites).map(withoutId),
    annotations: settings.annotations.list(sites).map(withoutId),
  };
}

type Item = Goal | Funnel | Segment | Annotation;

function importKind(
  settings: Settings,
  file: SettingsFile,
  kind: Kind,
  counts: Record<keyof ImportCounts, number>,
): readonly QueryProblem[] {
  // Each kind's items are of its collection's type, which a union of kinds can't tell.
  const collection = settings[kind] as Collection<Item>;
  const known = new Map(
    collection.list(null).map((item) => [JSON.stringify(nameOf(item)), item] as const),
  );
  return file[kind].flatMap((item, index) => {
    const before = known.get(JSON.stringify(nameOf(item)));
    try {
      if (before === undefined) {
        collection.create(item);
        counts.created += 1;
      } else if (isDeepStrictEqual(withoutId(before), item)) {
        counts.unchanged += 1;
      } else {
        collection.update(before.id, item);
        counts.updated += 1;
      }
      return [];
    } catch (error) {
      return problemsOf(error, `${kind}[${index}]`);
    }
  });
}

function problemsOf(error: unknown, path: string): readonly QueryProblem[] {
  if (!(error instanceof SettingsError)) throw error;
  const { problems, message } = error;
  if (problems.length === 0) return [{ path, message }];
  return problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
}

/** Identity of an item. */
function nameOf(item: Item): readonly string[] {
  return 'day' in item ? [item.site, item.day, item.text] : [item.site, item.name];
}

function withoutId<Own extends object>({ id, ...item }: Own & { readonly id: number }) {
  return item;
}
