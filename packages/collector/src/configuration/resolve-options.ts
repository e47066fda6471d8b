import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { ConfigurationError } from './configuration-error.ts';
import type { Options, PartialOptions } from './options.ts';
import { readEnvironment } from './read-environment.ts';
import { optionsSchema } from './schema.ts';
import { secretOptions, targetProblems } from './webhook-schema.ts';

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
  const tree = structuredClone(file) as Tree;
  const { values, problems } = readEnvironment(environment, readText);
  for (const [path, value] of values) set(tree, path, value);
  for (const [path, value] of Object.entries(flags)) set(tree, path.split('.'), value);

  const result = v.safeParse(optionsSchema, tree);
  const allProblems = [...problems, ...(result.issues ?? []).map(describe)];
  if (result.success) {
    const targets = targetProblems(result.output);
    allProblems.push(...targets.map(([index, message]) => `webhooks.${index}.url: ${message}`));
    if (allProblems.length === 0) return deepFreeze(result.output);
  }
  throw new ConfigurationError(allProblems);
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
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

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '(the whole)';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return `${path}: no such option`;
  }
  const message = `${path}: ${issue.message.replace(/^Invalid type: Expected/, 'expected')}`;
  if (secretOptions.some((name) => path === name || path.startsWith(`${name}.`))) return message;
  const got = issue.input === undefined ? 'nothing' : JSON.stringify(issue.input);
  return `${message}, got ${got}`;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
