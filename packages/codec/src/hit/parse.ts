import { cutText, type Cut, type CutReason } from './cut.ts';
import { fields } from './fields.ts';
import type { Hit } from './hit.ts';
import { readData, readDepth, readSent } from './other-forms.ts';
import { readQuery } from './query.ts';
import { dataPrefix, otherForms, wire, type WireField } from './wire.ts';

/** A hit, and the values of its query that were cut or left out. */
export interface ParsedHit {
  readonly hit: Hit;
  /** Each reason and parameter once. */
  readonly cuts: readonly Cut[];
}

const wireFields = Object.keys(wire) as WireField[];

/**
 * Fields that have a parameter of their own, by its name. Each has a bit, at most 32, in `seenBits`.
 */
const parameters = new Map(
  wireFields.map((field, index) => [wire[field] as string, { field, bit: 1 << index }]),
);

/** Bits of other forms, each that of its field: whichever form comes first counts. */
const otherBits = new Map<string, number>([
  [otherForms.sent, 1 << wireFields.indexOf('ageMs')],
  [otherForms.depth, 1 << wireFields.indexOf('scroll')],
  [otherForms.data, 1 << wireFields.length],
]);

/** Names that reach an object's prototype in careless code downstream. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype']);

const maxDataNames = 64;
const maxDataNameLength = 64;
const maxDataLength = 8_192;

const nothing: readonly Cut[] = [];

/** State of reading a query. Most hits have no cuts and no data. */
interface Reading {
  readonly hit: Record<string, unknown>;
  cuts: Cut[] | null;
  /** Bits of the parameters that were read so far. */
  seenBits: number;
  /** Data by name, of names whose value is empty, too. */
  data: Map<string, string> | null;
  /** Clock of the page when it sent the hit, as text; read when the time is known. */
  sent: string;
}

/**
 * Reads a hit from a query string without `?`. It never throws: whatever the query holds, what can be read of
 * it is a hit, and the rest is cut. Unknown parameters are ignored, so that an older collector takes a newer
 * tag's hits; empty ones count as absent; of repeated ones the first counts.
 *
 * Where nobody can tell what `o` (consent) or `q` (anonymous) wants, the hit is anonymous.
 */
export function parse(query: string): ParsedHit {
  const reading: Reading = { hit: {}, cuts: null, seenBits: 0, data: null, sent: '' };
  const rest = readQuery(query, (name, value) => take(reading, name, value));
  if (rest !== null) cut(reading, rest, null);
  const { hit, data, sent } = reading;
  if (sent !== '') keep(reading, 'ageMs', readSent(sent, hit['time']), otherForms.sent);
  if (reading.cuts?.some(isUnclear) === true) hit['anonymous'] = true;
  if (data !== null) {
    const texts = [...data].filter(([, text]) => text !== '');
    // fromEntries defines own properties, so no name can reach the prototype.
    if (texts.length > 0) hit['data'] = Object.fromEntries(texts);
  }
  return { hit, cuts: reading.cuts ?? nothing };
}

function isUnclear({ reason, parameter }: Cut): boolean {
  const isAboutPrivacy = parameter === wire.consent || parameter === wire.anonymous;
  return reason === 'invalid-value' && isAboutPrivacy;
}

function take(reading: Reading, name: string, value: string): void {
  const parameter = parameters.get(name);
  if (parameter === undefined) takeOther(reading, name, value);
  else if (isFirst(reading, parameter.bit, name) && value !== '') {
    takeField(reading, parameter.field, value);
  }
}

/** Tells whether a parameter has not come before, in whatever form. */
function isFirst(reading: Reading, bit: number, name: string): boolean {
  if ((reading.seenBits & bit) !== 0) {
    cut(reading, 'repeated-parameter', name);
    return false;
  }
  reading.seenBits |= bit;
  return true;
}

function takeField(reading: Reading, field: WireField, text: string): void {
  const { read, cut: shorten } = fields[field];
  const value = read(text);
  if (value !== undefined || shorten === undefined) {
    keep(reading, field, value, wire[field]);
    return;
  }
  const { value: kept, reason } = shorten(text);
  if (reason !== null) cut(reading, reason, wire[field]);
  if (kept !== '') keep(reading, field, kept, wire[field]);
}

function keep(reading: Reading, field: WireField, value: unknown, name: string): void {
  if (value === undefined) cut(reading, 'invalid-value', name);
  else {
    reading.hit[field] = value;
    if (typeof value === 'string') checkEncoding(reading, value, name);
  }
}

function takeOther(reading: Reading, name: string, value: string): void {
  if (name.startsWith(dataPrefix)) {
    takeData(reading, name.slice(dataPrefix.length), value);
    return;
  }
  const bit = otherBits.get(name);
  if (bit === undefined || !isFirst(reading, bit, name) || value === '') return;
  if (name === otherForms.sent) reading.sent = value;
  else if (name === otherForms.depth) keep(reading, 'scroll', readDepth(value), name);
  else takeAllData(reading, value);
}

function takeAllData(reading: Reading, value: string): void {
  const all = readData(value, maxDataNames);
  if (typeof all === 'string') {
    cut(reading, all, otherForms.data);
    return;
  }
  for (const [name, text] of all.texts) takeData(reading, name, text);
  if (all.hasMore) cut(reading, 'too-much-data', dataPrefix);
}

function takeData(reading: Reading, name: string, text: string): void {
  const data = (reading.data ??= new Map());
  if (forbiddenNames.has(name)) cut(reading, 'forbidden-name', dataPrefix);
  else if (name === '') cut(reading, 'invalid-value', dataPrefix);
  else if (name.length > maxDataNameLength) cut(reading, 'too-long', dataPrefix);
  else if (data.has(name)) cut(reading, 'repeated-parameter', dataPrefix);
  else if (data.size === maxDataNames) cut(reading, 'too-much-data', dataPrefix);
  else {
    if (text.length > maxDataLength) cut(reading, 'too-long', dataPrefix);
    checkEncoding(reading, text, dataPrefix);
    data.set(name, cutText(text, maxDataLength));
  }
}

function checkEncoding(reading: Reading, text: string, name: string): void {
  if (text.includes('\uFFFD')) cut(reading, 'malformed-encoding', name);
}

function cut(reading: Reading, reason: CutReason, parameter: string | null): void {
  const cuts = (reading.cuts ??= []);
  const isKnown = cuts.some((each) => each.reason === reason && each.parameter === parameter);
  if (!isKnown) cuts.push({ reason, parameter });
}
