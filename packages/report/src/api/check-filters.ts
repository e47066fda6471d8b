import { refuseFilter } from '../access/narrow.ts';
import type { Reader } from '../access/reader.ts';
import { conditionsOf, type Filter } from '../query/filter.ts';
import { parseQuery } from '../query/parse-query.ts';
import { QueryError } from '../query/query-problem.ts';
import type { Questions } from '../server/questions.ts';
import { invalidSettings } from '../settings/settings-error.ts';

/** A filter of an item, with its path in the item. */
export interface FilterAt {
  readonly path: string;
  readonly filter: Filter;
}

/**
 * Refuses filters that their reader may not ask for, and checks expressions by asking the store, since RE2 has a grammar of its own: one that it does
 * not take would fail every query of the site.
 *
 * @throws AccessError, SettingsError `settings-invalid`
 */
export async function checkFilters(
  questions: Pick<Questions, 'query'>,
  reader: Reader,
  site: string,
  filters: readonly FilterAt[],
): Promise<void> {
  for (const { path, filter } of filters) {
    refuseFilter(filter, reader, path);
    const matches = conditionsOf(filter).filter(({ condition }) => condition[0] === 'matches');
    if (matches.length === 0) continue;
    try {
      const choice = { site, date_range: 'realtime', metrics: ['events'], filters: filter };
      await questions.query(reader, parseQuery(choice));
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      throw invalidSettings(
        error.problems.map((problem) => ({
          ...problem,
          path: problem.path.replace(/^filters/, path),
        })),
      );
    }
  }
}
