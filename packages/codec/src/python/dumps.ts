import { LinkError } from '../link-error.ts';
import { floatRepr } from './float-repr.ts';

/**
 * How deep lists and objects may be nested, read or written: what Python's own recursion limit of
 * 1,000 leaves to its json module, so that a token which one side makes the other can read.
 */
export const maxDepth = 990;

/** Python's, but for `space`. */
interface DumpsOptions {
  /** Writes NaN and Infinity by name, as if they were JSON; else refuses them. */
  readonly allowNan?: boolean;
  /** What follows `,` and `:`. */
  readonly space?: '' | ' ';
  readonly ensureAscii?: boolean;
}

/**
 * `json.dumps` with its defaults: `", "` and `": "` between the parts, all but printable ASCII
 * escaped, NaN and Infinity by name.
 *
 * JavaScript has one type for Python's two: a number without a fraction is an int, but for -0 and from
 * 1e21; a bigint is an int of any size. Members that are `undefined` are left out.
 *
 * @throws LinkError `bad-input` for what is no JSON, `too-deep` beyond 990 levels or in a cycle
 */
export function dumps(
  root: unknown,
  { allowNan = true, space = ' ', ensureAscii = true }: DumpsOptions = {},
): string {
  return write(root, 0);

  function write(value: unknown, depth: number): string {
    switch (typeof value) {
      case 'string':
        return dumpString(value, ensureAscii);
      case 'number':
        if (!allowNan && !Number.isFinite(value)) break;
        return isInt(value) ? String(value) : floatRepr(value);
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
      'expected only what JSON can hold, in plain objects and lists',
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
      text += `${text && `,${space}`}${dumpString(name, ensureAscii)}:${space}${write(value, depth)}`;
    }
    return `{${text}}`;
  }
}

function isInt(value: number): boolean {
  return Number.isInteger(value) && !Object.is(value, -0);
}

function dumpString(text: string, ensureAscii: boolean): string {
  if (!/[^ !#-[\]-~]/.test(text)) return `"${text}"`;
  const json = JSON.stringify(text);
  return ensureAscii ? json.replace(/[^ -~]/g, escapeCodeUnit) : json;
}

function escapeCodeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** An object literal, also of another realm; no Date, Map or instance of a class. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

export function tooDeep(): LinkError {
  return new LinkError('too-deep', `expected at most ${maxDepth} levels of lists and objects`);
}
