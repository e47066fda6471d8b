import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import * as v from 'valibot';
import { ConfigurationError } from './configuration-error.ts';
import type { Options, PartialOptions } from './options.ts';
import { clickhouseProblems } from './clickhouse-schema.ts';
import { cookieProblems } from './privacy-schema.ts';
import { readEnvironment, type EnvironmentOptions } from './read-environment.ts';
import { kafkaProblems } from './kafka-schema.ts';
import { isGroup, isSecret, optionsSchema, unknownOptions } from './schema.ts';
import { findContradictions } from './contradictions.ts';
import { pathProblems } from './path-problems.ts';
import { expected } from './values.ts';
import { targetProblems } from './webhook-schema.ts';

/** Sources of options, in order of precedence. */
export interface OptionSources {
  /** Flags of the command line: dotted path → text, such as `cookie.name`. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Such as `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Export of hitmark.config.*, or options that a program passes. */
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
  const { values, problems } = readEnvironment(environment, readText);
  // First groups as a whole, then what is said of one of their options.
  const [groups, others] = [
    values.filter(isGroupText),
    values.filter((each) => !isGroupText(each)),
  ];
  for (const [path, value] of groups) set(tree, path, readGroup(tree, path[0] ?? '', value));
  for (const [path, value] of others) set(tree, path, value);
  for (const [path, value] of Object.entries(flags)) set(tree, path.split('.'), value);

  const result = v.safeParse(optionsSchema, tree, { message: expectedKind });
  const unknown = unknownOptions(tree).map((path) => `${path}: no such option`);
  problems.push(...unknown, ...(result.issues ?? []).map(describe));
  if (result.success) {
    problems.push(
      ...clickhouseProblems(result.output),
      ...cookieProblems(result.output),
      ...kafkaProblems(result.output),
      ...findContradictions(result.output),
      ...pathProblems(result.output),
      ...targetProblems(result.output),
    );
  }
  // One value may break two rules that expect the same.
  if (problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
  return deepFreeze(result.output as Options);
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** A tree of our own to set options in. Only groups, and those in them, are copied; the schema checks the rest. */
function copy(options: object, levels = 2): Tree {
  const groups = Object.entries(options).map(([name, value]: [string, unknown]) =>
    levels > 0 && typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [name, copy(value, levels - 1)]
      : [name, value],
  );
  // fromEntries defines own properties, whatever the name.
  return Object.fromEntries(groups) as Tree;
}

/** Tells whether a text says a whole group of options, as JSON. */
function isGroupText([path, text]: EnvironmentOptions['values'][number]): boolean {
  return path.length === 1 && isGroup(path[0] ?? '') && text.trim().startsWith('{');
}

/**
 * Reads the options of a group from a JSON text, over those of the file; a text that is not JSON is returned as it is.
 */
function readGroup(tree: Tree, name: string, text: string): unknown {
  try {
    const own = Object.hasOwn(tree, name) ? tree[name] : {};
    return { ...(own as Tree), ...(JSON.parse(text) as Tree) };
  } catch {
    return text;
  }
}

function set(tree: Tree, path: readonly string[], value: unknown): void {
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
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${path}: no such option`;
  const expects = `${path}: ${issue.message}`;
  return isSecret(path) ? expects : `${expects}, got ${show(issue.input)}`;
}

/** The library's own message would show what it got, which may be a secret. */
function expectedKind({ expected: kind }: v.BaseIssue<unknown>): string {
  return expected((kind ?? 'another value').toLowerCase());
}

function show(value: unknown): string {
  // A program may pass any value; only texts are read as JSON.
  return typeof value === 'string' ? JSON.stringify(value) : inspect(value, oneLine);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
