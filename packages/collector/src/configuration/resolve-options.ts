import { inspect } from 'node:util';
import * as v from 'valibot';
import { ConfigurationError } from './configuration-error.ts';
import type { Options, PartialOptions } from './options.ts';
import { optionsSchema, secretPaths, unknownOptions } from './schema.ts';

/** Where options come from, in order of precedence. */
export interface OptionSources {
  /** Of the command line: dotted path → text, such as `cookie.name`. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Such as `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What hitmark.config.* exports, or what a program passes. */
  readonly file?: PartialOptions;
}

type Tree = Record<string, unknown>;

/**
 * Merges and checks options: flag > environment > file > default.
 *
 * @throws ConfigurationError listing every problem
 */
export function resolveOptions({
  flags = {},
  environment = {},
  file = {},
}: OptionSources): Options {
  const tree = copy(file);
  if (environment['PORT'] !== undefined) set(tree, ['port'], environment['PORT']);
  for (const [name, value] of Object.entries(environment)) {
    const path = environmentPath(name);
    if (path !== null && value !== undefined) set(tree, path, value);
  }
  for (const [path, value] of Object.entries(flags)) set(tree, path.split('.'), value);

  const result = v.safeParse(optionsSchema, tree);
  const unknown = unknownOptions(tree).map((path) => `${path}: no such option`);
  const problems = [...unknown, ...(result.issues ?? []).map(describe)];
  // One value may break two rules that expect the same.
  if (problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
  return deepFreeze(result.output as Options);
}

/** A tree of our own to set options in. Only plain groups are copied; the schema judges the rest. */
function copy(options: PartialOptions): Tree {
  const groups = Object.entries(options).map(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [name, { ...value }]
      : [name, value],
  );
  // fromEntries defines own properties, whatever the name.
  return Object.fromEntries(groups) as Tree;
}

/** `['cookie', 'name']` of `HITMARK_COOKIE__NAME`; null for what is not ours. */
function environmentPath(name: string): string[] | null {
  if (!name.startsWith('HITMARK_')) return null;
  const parts = name.slice('HITMARK_'.length).toLowerCase().split('__');
  // Left as it is, it is reported as no option.
  if (parts.includes('')) return [name];
  return parts.map((part) =>
    part.replace(/_([a-z\d])/g, (_match, letter: string) => letter.toUpperCase()),
  );
}

function set(tree: Tree, path: readonly string[], value: string): void {
  const [name = '', ...rest] = path;
  // Own properties only, whatever the name: the schema refuses `__proto__` as it does any other.
  const define = (inner: unknown): void => {
    Object.defineProperty(tree, name, {
      value: inner,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  };
  if (rest.length === 0) return define(value);
  const inner = Object.hasOwn(tree, name) ? tree[name] : undefined;
  if (typeof inner !== 'object' || inner === null) define({});
  set(tree[name] as Tree, rest, value);
}

const oneLine = { depth: 1, compact: true, breakLength: Infinity };

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  const expects = `${path}: ${issue.message}`;
  return secretPaths.has(path) ? expects : `${expects}, got ${show(issue.input)}`;
}

function show(value: unknown): string {
  // A program may pass anything at all, so what is no text is not turned into JSON.
  return typeof value === 'string' ? JSON.stringify(value) : inspect(value, oneLine);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
