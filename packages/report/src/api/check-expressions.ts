import type { Reader } from '../access/reader.ts';
import { conditionsOf, type Filter } from '../query/filter.ts';
import { parseListing } from '../query/parse-query.ts';
import { QueryError } from '../query/query-problem.ts';
import type { Questions } from '../server/questions.ts';
import { invalidSettings } from '../settings/settings-error.ts';

/** A filter of an item, with its path in the item. */
export interface FilterAt {
  readonly path: string;
  readonly filter: Filter;
}

/**
 * Checks the expressions of filters by asking the store, since RE2 has a grammar of its own: one that it does
 * not take would fail every query of the site.
 *
 * @throws SettingsError `settings-invalid`
 */
export async function checkExpressions(
  questions: Pick<Questions, 'list'>,
  reader: Reader,
  site: string,
  filters: readonly FilterAt[],
): Promise<void> {
  for (const { path, filter } of filters) {
    const matches = conditionsOf(filter).filter(({ condition }) => condition[0] === 'matches');
    if (matches.length === 0) continue;
    try {
      const choice = { site, date_range: 'realtime', limit: 1, filters: filter };
      await questions.list(reader, parseListing(choice));
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
