import { scanJson } from './scan-json.ts';
import { LinkError } from './link-error.ts';

/** Any JSON value. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * Greatest depth of nested lists and objects, read or written: what Python's own recursion limit of 1,000
 * leaves to its json module, so that a token which one side makes the other can read.
 */
export const maxDepth = 990;

/** Style in which JSON is written. */
export interface JsonStyle {
  /** Text after `,` and `:`. */
  readonly space: '' | ' ';
  readonly writeText: (text: string) => string;
  /** Undefined for a number that is refused. */
  readonly writeNumber: (value: number) => string | undefined;
}

/** Style of tokens: without spaces, and nothing escaped that need not be. */
const tokenStyle: JsonStyle = {
  space: '',
  writeText: JSON.stringify,
  writeNumber: (value) => (Number.isFinite(value) ? writeNumber(value) : undefined),
};

/**
 * Writes any JSON value exactly, with the order of its names, -0 and lone surrogates. Members that are
 * undefined are left out; a bigint is a number of any size.
 *
 * @throws LinkError `bad-input` for a value that is no JSON, `too-deep` beyond 990 levels or in a cycle
 */
export function writeJson(root: unknown, style: JsonStyle = tokenStyle): string {
  const { space, writeText } = style;
  return write(root, 0);

  function write(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return writeText(value);
      case 'number': {
        const text = style.writeNumber(value);
        if (text === undefined) break;
        return text;
      }
      case 'boolean':
      case 'bigint':
        return String(value);
      case 'object':
        if (value === null) return 'null';
        if (depth === maxDepth) throw tooDeep();
        if (Array.isArray(value)) return writeList(value, depth + 1);
        if (isPlainObject(value)) return writeObject(value, depth + 1);
    }
    throw new LinkError(
      'bad-input',
      'metadata holds more than plain objects, lists and JSON values',
    );
  }

  function writeList(items: readonly unknown[], depth: number): string {
    return `[${Array.from(items, (item) => write(item, depth)).join(`,${space}`)}]`;
  }

  function writeObject(members: Readonly<Record<string, unknown>>, depth: number): string {
    let text = '';
    for (const name of Object.keys(members)) {
      const value = members[name];
      if (value === undefined) continue;
      text += `${text && `,${space}`}${writeText(name)}:${space}${write(value, depth)}`;
    }
    return `{${text}}`;
  }
}

/**
 * A number as Python's json module writes it, so that both make the same tokens: what differs from
 * JavaScript is -0, and small numbers, whose exponent has two digits.
 */
export function writeNumber(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  const isSmall = value !== 0 && Math.abs(value) < 0.0001;
  return isSmall ? value.toExponential().replace(/-(\d)$/, '-0$1') : String(value);
}

/** @throws LinkError `malformed-json`, `too-deep` */
export function readJson(text: string): JsonValue {
  // Code that gets the value may recurse. A short text can't be nested too deeply.
  if (text.length > maxDepth && scanJson(text, Infinity, maxDepth).isTooDeep) throw tooDeep();
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    throw new LinkError('malformed-json', 'token holds no JSON', { cause });
  }
}

export function tooDeep(): LinkError {
  return new LinkError('too-deep', `lists and objects are nested deeper than ${maxDepth} levels`);
}

/** An object literal, also of another realm; no Date, Map or instance of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
