import { isPlainObject } from '../python/dumps.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { malformed } from './malformed.ts';
import { model } from './model.ts';
import { array, constant, number, object } from './symbols.ts';
import { isTooLarge, refuseTooLarge } from './size.ts';
import { readText, writeText, type Reading, type Writing } from './text.ts';

/** What JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** How deeply lists and objects may be nested. */
const maxDepth = 64;

const constants = [null, false, true] as const;

/**
 * Writes any JSON value exactly, with the order of its names, -0 and lone surrogates. Members that
 * are undefined are left out, as JSON.stringify does.
 *
 * @param path what to call the value in an error
 * @throws TypeError where the value is not JSON, RangeError where it is too large or too deep
 */
export function writeJson(writing: Writing, value: unknown, path: string, depth = 0): void {
  if (typeof value === 'string') return writeText(writing, value, 'value');
  if (depth > maxDepth) throw new RangeError(`expected ${path} at most ${maxDepth} levels deep`);

  const { to } = writing;
  const begin = (symbol: number): void => writeSymbol(to, model().followers('value'), symbol);
  if (value === null || typeof value === 'boolean') {
    begin(constant);
    to.writeBits(constants.indexOf(value), 2);
  } else if (typeof value === 'number' && Number.isFinite(value)) {
    begin(number);
    writeText(writing, Object.is(value, -0) ? '-0' : `${value}`, 'number');
  } else if (Array.isArray(value)) {
    begin(array);
    writeLength(writing, value.length);
    for (const [index, item] of (value as unknown[]).entries()) {
      writeJson(writing, item, `${path}[${index}]`, depth + 1);
    }
  } else if (isPlainObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    begin(object);
    writeLength(writing, members.length);
    for (const [name, member] of members) {
      writeText(writing, name, 'key');
      writeJson(writing, member, `${path}.${name}`, depth + 1);
    }
  } else {
    throw new TypeError(`expected ${path} to be text, a finite number, a list or a plain object`);
  }
}

export function readJson(reading: Reading, depth = 0): JsonValue {
  const { from } = reading;
  const symbol = readSymbol(from, model().followers('value'));
  if (symbol === constant) return constants[from.readBits(2)] ?? null;
  if (symbol === number) return readNumber(reading);
  if (symbol !== array && symbol !== object) return readText(reading, 'value', symbol);
  if (depth === maxDepth) throw malformed();
  return symbol === array ? readList(reading, depth + 1) : readObject(reading, depth + 1);
}

function readNumber(reading: Reading): number {
  const value = Number(readText(reading, 'number'));
  if (!Number.isFinite(value)) throw malformed();
  return value;
}

function readList(reading: Reading, depth: number): JsonValue {
  const items: JsonValue[] = [];
  for (let left = readLength(reading); left > 0; left--) items.push(readJson(reading, depth));
  return items;
}

function readObject(reading: Reading, depth: number): JsonValue {
  const members: Record<string, JsonValue> = {};
  for (let left = readLength(reading); left > 0; left--) {
    const name = readText(reading, 'key');
    const value = readJson(reading, depth);
    // An assignment would set the prototype.
    if (name === '__proto__') Object.defineProperty(members, name, ownProperty(value));
    else members[name] = value;
  }
  return members;
}

function ownProperty(value: JsonValue): PropertyDescriptor {
  return { value, configurable: true, enumerable: true, writable: true };
}

const widthBits = 4;

/** How many bits the length has, then those below the first. */
function writeLength(writing: Writing, length: number): void {
  refuseTooLarge(writing, length);
  const width = 32 - Math.clz32(length);
  writing.to.writeBits(width, widthBits);
  writing.to.writeBits(length, Math.max(width - 1, 0));
}

function readLength(reading: Reading): number {
  const width = reading.from.readBits(widthBits);
  const length = width && 2 ** (width - 1) + reading.from.readBits(width - 1);
  if (isTooLarge(reading, length)) throw malformed();
  return length;
}
