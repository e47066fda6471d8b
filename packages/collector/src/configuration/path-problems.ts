import type { Options } from './options.ts';
import { expected } from './values.ts';

/** Routes that answer under their path alone, and those that answer under `path/token`. */
const kinds = [
  ['tag', 'buster', 'script', 'pixel', 'hits', 'health', 'ready', 'metrics', 'robots'],
  ['open', 'click', 'unsubscribe'],
] as const;

/** Finds paths that are given to two routes: only one of them would ever be asked. */
export function pathProblems({ paths }: Pick<Options, 'paths'>): string[] {
  const problems: string[] = [];
  for (const names of kinds) {
    const owners = new Map<string, string>();
    for (const name of names) {
      for (const path of paths[name]) {
        // Requests may write letters in any case.
        const owner = owners.get(path.toLowerCase()) ?? name;
        owners.set(path.toLowerCase(), owner);
        if (owner === name) continue;
        const other = `a path that paths.${owner} does not have`;
        problems.push(`paths.${name}: ${expected(other)}, got ${JSON.stringify(path)}`);
      }
    }
  }
  return problems;
}
