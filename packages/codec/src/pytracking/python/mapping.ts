import { isPlainObject } from '../../json.ts';
import { dumps } from './dumps.ts';

/** An object whose members are yet to be looked at. */
export type Members = Readonly<Record<string, unknown>>;

/** `bool(value)`: unlike in JavaScript `[]` and `{}` are false, and NaN is true. */
export function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isPlainObject(value)) return Object.keys(value).length > 0;
  return Boolean(value) || Number.isNaN(value);
}

/**
 * Members that `dict.update(value)` would add: those of an object, or a list of pairs, where a pair is any
 * two: `["a", 1]`, `"ab"` or an object with two names. Null where Python throws.
 */
export function toMembers(value: unknown): Members | null {
  if (isPlainObject(value)) return value;
  if (value === '') return {};
  if (!Array.isArray(value)) return null;
  const pairs = value.map(toPair);
  // fromEntries defines own members, so no name can reach the prototype.
  return pairs.includes(null) ? null : Object.fromEntries(pairs as [string, unknown][]);
}

function toPair(value: unknown): [string, unknown] | null {
  const pair: unknown = isPlainObject(value)
    ? Object.keys(value)
    : typeof value === 'string'
      ? Array.from(value)
      : value;
  if (!Array.isArray(pair) || pair.length !== 2) return null;
  const [name, member] = pair as [unknown, unknown];
  if (typeof name === 'string') return [name, member];
  // A list or an object is no key in Python either; the others get the name json.dumps gives them.
  return typeof name === 'object' && name !== null ? null : [dumps(name), member];
}
