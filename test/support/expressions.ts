import { globSync, readFileSync } from 'node:fs';
import { Parser, type Node } from 'acorn';

/** A regular expression of what is published. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** Files that hold it, from the folder of the packages. */
  readonly files: readonly string[];
}

const packages = new URL('../../packages/', import.meta.url);

/** Finds every expression of what was built, and the files that make others while they run. */
export function findExpressions(): {
  readonly literals: ReadonlyMap<string, Expression>;
  readonly makers: ReadonlySet<string>;
} {
  const literals = new Map<string, Expression>();
  const makers = new Set<string>();
  for (const file of globSync('*/dist/**/*.js', { cwd: packages })) {
    const text = readFileSync(new URL(file, packages), 'utf8');
    for (const node of nodesOf(
      Parser.parse(text, { ecmaVersion: 'latest', sourceType: 'module' }),
    )) {
      if (node.type === 'Literal' && node.regex !== undefined) {
        const { pattern: source, flags } = node.regex;
        const known = literals.get(`/${source}/${flags}`)?.files ?? [];
        literals.set(`/${source}/${flags}`, { source, flags, files: [...known, file] });
      }
      const isMade = node.type === 'NewExpression' || node.type === 'CallExpression';
      if (isMade && node.callee?.name === 'RegExp') makers.add(file);
    }
  }
  return { literals, makers };
}

/** A node of ESTree, with the members that are looked for. */
interface AnyNode extends Node {
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

function* nodesOf(value: unknown): Generator<AnyNode> {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value) yield value as AnyNode;
  for (const part of Object.values(value)) yield* nodesOf(part);
}
