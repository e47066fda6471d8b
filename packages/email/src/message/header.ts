import type { Span } from '../edit.ts';
import type { Binary } from './binary.ts';

/** A field of a header, with the line break at its end. */
export interface Field extends Span {
  /** In lower case. */
  readonly name: string;
  /** Value on one line. */
  readonly value: string;
}

/** The header of a message or of one of its parts. */
export interface Header {
  readonly fields: readonly Field[];
  /** Place of further fields: the blank line after the last one. */
  readonly end: number;
  readonly bodyStart: number;
}

/** Reads the header that begins at `start` (RFC 5322, 2.2). Lines that are no field are passed over. */
export function readHeader(source: Binary, start: number, limit: number): Header {
  const fields: { name: string; value: string; start: number; end: number }[] = [];
  let at = start;
  while (at < limit) {
    const lineEnd = endOfLine(source, at, limit);
    const line = source.slice(at, lineEnd).replace(/\r?\n$/, '');
    if (line === '') return { fields, end: at, bodyStart: lineEnd };
    const last = fields.at(-1);
    const [, name, value = ''] = /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line) ?? [];
    if (/^[ \t]/.test(line)) {
      if (last !== undefined) Object.assign(last, { value: `${last.value}${line}`, end: lineEnd });
    } else if (name !== undefined) {
      fields.push({ name: name.toLowerCase(), value, start: at, end: lineEnd });
    }
    at = lineEnd;
  }
  return { fields, end: limit, bodyStart: limit };
}

/** Value of the first field of a name. */
export function fieldValue({ fields }: Header, name: string): string | undefined {
  return fields.find((field) => field.name === name)?.value.trim();
}

/** Offset after the line break, or `limit`. */
export function endOfLine(source: Binary, start: number, limit: number): number {
  const lineFeed = source.indexOf('\n', start);
  return lineFeed === -1 || lineFeed >= limit ? limit : lineFeed + 1;
}
