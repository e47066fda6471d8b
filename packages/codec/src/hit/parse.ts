import { fields } from './fields.ts';
import type { Hit } from './hit.ts';
import { HitError } from './hit-error.ts';
import { isOtherForm, readOtherForm, type Parameter } from './other-forms.ts';
import { readQuery } from './query.ts';
import { dataPrefix, wire, type WireField } from './wire.ts';

/** What has a parameter of its own, by its name. Each has a bit, at most 32, for what has come. */
const parameters = new Map(
  Object.entries(wire).map(([field, name], index) => [
    name as string,
    { field: field as WireField, read: fields[field as WireField].read, bit: 1 << index },
  ]),
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
  let come = 0;
  // Most hits have none of these.
  let data: Map<string, string> | null = null;
  let dataNames: Set<string> | null = null;
  /** Kept until the time is known. */
  let others: Parameter[] | null = null;

  function take(name: string, value: string): void {
    const parameter = parameters.get(name);
    if (parameter === undefined) return takeOther(name, value);
    const { field, read, bit } = parameter;
    if ((come & bit) !== 0) throw repeated(describe(field), name);
    come |= bit;
    const meant = value === '' ? '' : (read(value) ?? refuse(field));
    if (meant !== '') hit[field] = meant;
  }

  function takeOther(name: string, value: string): void {
    if (name.startsWith(dataPrefix)) return takeData(name.slice(dataPrefix.length), value);
    refuseForbidden(name);
    if (isOtherForm(name)) (others ??= []).push([name, value]);
  }

  function takeData(name: string, value: string): void {
    refuseForbidden(name);
    dataNames ??= new Set();
    if (dataNames.has(name)) throw repeated('a data name', dataPrefix);
    dataNames.add(name);
    if (value !== '') addData((data ??= new Map()), name, value);
  }

  readQuery(query, take);
  for (const other of others ?? []) {
    readOtherForm(other, take, hit['time'] as number | undefined);
  }
  // fromEntries defines own properties, so no name can reach the prototype.
  if (data !== null) hit['data'] = Object.fromEntries(data);
  return hit;
}

function repeated(what: string, name: string): HitError {
  return new HitError('repeated-parameter', `expected ${what} at most once`, name);
}

function refuse(field: WireField): never {
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

function describe(field: WireField): string {
  return `${wire[field]} (${field})`;
}
