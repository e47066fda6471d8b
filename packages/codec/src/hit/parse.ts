import { fields } from './fields.ts';
import type { Hit } from './hit.ts';
import { HitError } from './hit-error.ts';
import { isOtherForm, toUsualForm, type Parameter } from './other-forms.ts';
import { readQuery } from './query.ts';
import { dataPrefix, wire, type WireField } from './wire.ts';

const fieldsByWireName = new Map(
  Object.entries(wire).map(([field, name]) => [name as string, field as WireField]),
);

/** Names that reach an object's prototype in careless code downstream. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

const maxDataNames = 64;
const maxDataNameLength = 64;

/**
 * Reads a hit from a query string without `?`. Unknown parameters are ignored, so that an older
 * collector takes a newer tag's hits; empty ones count as absent.
 *
 * @throws HitError with a `code` and, where a parameter of the wire format is at fault, its name
 */
export function parse(query: string): Hit {
  const hit: Record<string, unknown> = {};
  const data = new Map<string, string>();
  const seen = new Set<string>();
  /** Kept until the time is known. */
  const others: Parameter[] = [];

  function take(name: string, value: string): void {
    const field = fieldsByWireName.get(name);
    const dataName =
      field === undefined && name.startsWith(dataPrefix) ? name.slice(dataPrefix.length) : null;
    if (field === undefined) refuseForbidden(dataName ?? name);
    if (field === undefined && dataName === null) {
      if (isOtherForm(name)) others.push([name, value]);
      return;
    }
    if (seen.has(name)) {
      throw new HitError(
        'repeated-parameter',
        `expected ${describe(field)} at most once`,
        field ? name : dataPrefix,
      );
    }
    seen.add(name);
    if (value === '') return;
    if (field !== undefined) hit[field] = readField(field, value);
    else if (dataName !== null) addData(data, dataName, value);
  }

  readQuery(query, take);
  for (const other of others) {
    const time = hit['time'] as number | undefined;
    for (const [name, value] of toUsualForm(other, time)) take(name, value);
  }
  // fromEntries defines own properties, so no name can reach the prototype.
  if (data.size > 0) hit['data'] = Object.fromEntries(data);
  return hit;
}

function readField(field: WireField, text: string): unknown {
  const value = fields[field].read(text);
  if (value !== undefined) return value;
  throw new HitError(
    'invalid-value',
    `expected ${describe(field)} to be ${fields[field].expects}`,
    wire[field],
  );
}

function addData(data: Map<string, string>, name: string, value: string): void {
  if (name === '' || name.length > maxDataNameLength) {
    throw new HitError(
      'invalid-value',
      `expected a data name of 1 to ${maxDataNameLength} characters after "${dataPrefix}"`,
      dataPrefix,
    );
  }
  if (data.size === maxDataNames) {
    throw new HitError('too-much-data', `expected at most ${maxDataNames} data names`, dataPrefix);
  }
  data.set(name, value);
}

function refuseForbidden(name: string): void {
  if (!forbiddenNames.has(name)) return;
  throw new HitError('forbidden-name', `expected no parameter named ${name}`, name);
}

function describe(field: WireField | undefined): string {
  return field === undefined ? 'a data name' : `${wire[field]} (${field})`;
}
