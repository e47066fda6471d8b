import { fields } from './fields.ts';
import type { Hit } from './hit.ts';
import { encodeQuery } from './query.ts';
import { dataPrefix, wire, type WireField } from './wire.ts';

/**
 * Writes a hit as a query string without `?`: what a page, an image or a server appends to
 * `/track.js?`, `/pixel.gif?`, or sends as one line of `POST /hits`.
 *
 * `parse(serialize(hit))` is the hit again, but for empty texts (left out) and lone surrogates.
 *
 * @throws RangeError where a value is not what its field allows, so that `parse` would cut it or leave it out
 */
export function serialize(hit: Hit): string {
  const parameters: Record<string, string> = {};
  for (const field of Object.keys(wire) as WireField[]) {
    const value = hit[field];
    if (value !== undefined) parameters[wire[field]] = write(field, value);
  }
  for (const [name, value] of Object.entries(hit.data ?? {})) {
    parameters[dataPrefix + name] = value;
  }
  return encodeQuery(parameters);
}

function write<Name extends WireField>(name: Name, value: NonNullable<Hit[Name]>): string {
  const field = fields[name];
  const text = field.write(value);
  if (text !== '' && field.read(text) !== value) {
    throw new RangeError(`expected ${name} to be ${field.expects}`);
  }
  return text;
}
