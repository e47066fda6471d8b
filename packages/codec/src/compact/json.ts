import { isPlainObject } from '../python/dumps.ts';
import { readSymbol, writeSymbol } from './distribution.ts';
import { malformed } from './malformed.ts';
import { model } from './model.ts';
import { readDigits, writeDigits } from './runs.ts';
import { array, constant, number, object } from './symbols.ts';
import { readText, writeText, type Reading, type Writing } from './text.ts';

/** What JSON can say. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** How deeply lists and objects may be nested, and how many members they may have together. */
export const maxDepth = 64;
export const maxMembers = 4096;

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
  const begin = (symbol: number): void => writeSymbol(to, model().atStart('value'), symbol);
  if (value === null || typeof value === 'boolean') {
    begin(constant);
    to.writeBits(constants.indexOf(value), 2);
  } else if (typeof value === 'number' && Number.isFinite(value)) {
    begin(number);
    writeNumber(writing, value);
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
  const symbol = readSymbol(from, model().atStart('value'));
  if (symbol === constant) return constants[from.readBits(2)] ?? null;
  if (symbol === number) return readNumber(reading);
  if (symbol === array || symbol === object) {
    if (depth === maxDepth) throw malformed();
    const length = readLength(reading);
    if (symbol === array) return Array.from({ length }, () => readJson(reading, depth + 1));
    // fromEntries defines own properties, so no name can reach the prototype.
    return Object.fromEntries(
      Array.from({ length }, () => [readText(reading, 'key'), readJson(reading, depth + 1)]),
    ) as JsonValue;
  }
  return readText(reading, 'value', symbol);
}

const widthBits = 4;
const maxDigits = 15;
const digitCountBits = 4;

/** Whole numbers of up to 15 digits are digits, others the text that JavaScript prints for them. */
function writeNumber(writing: Writing, value: number): void {
  const text = Object.is(value, -0) ? '-0' : `${value}`;
  const isWhole = /^\d+$/.test(text) && text.length <= maxDigits;
  writing.to.writeBits(isWhole ? text.length : 0, digitCountBits);
  if (isWhole) writeDigits(writing.to, text, 10);
  else writeText(writing, text, 'number');
}

function readNumber(reading: Reading): number {
  const digitCount = reading.from.readBits(digitCountBits);
  if (digitCount > 0) return Number(readDigits(reading.from, digitCount, 10));
  const value = Number(readText(reading, 'number'));
  if (!Number.isFinite(value)) throw malformed();
  return value;
}

/** How many bits the length has, then those below the first. */
function writeLength(writing: Writing, length: number): void {
  writing.members += length;
  if (writing.members > maxMembers) throw new RangeError(`expected at most ${maxMembers} members`);
  const width = 32 - Math.clz32(length);
  writing.to.writeBits(width, widthBits);
  writing.to.writeBits(length, Math.max(width - 1, 0));
}

function readLength(reading: Reading): number {
  const width = reading.from.readBits(widthBits);
  const length = width && 2 ** (width - 1) + reading.from.readBits(width - 1);
  reading.members += length;
  if (reading.members > maxMembers) throw malformed();
  return length;
}
