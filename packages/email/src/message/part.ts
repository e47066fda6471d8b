import type { Span } from '../edit.ts';
import type { Binary } from './binary.ts';
import { endOfLine, fieldValue, readHeader, type Header } from './header.ts';
import { readParameters, type Parameterized } from './parameters.ts';

/** A message, or a part of one. */
export interface Part {
  /** Number as in IMAP: `1.2` is the second part of the first one. */
  readonly section: string;
  readonly header: Header;
  readonly body: Span;
  readonly type: Parameterized;
  readonly disposition: Parameterized;
  /** Value of Content-Transfer-Encoding, in lower case. */
  readonly encoding: string;
  /** Parts of a multipart. Those of an attached message are its own business. */
  readonly parts: readonly Part[];
}

/** Deeper ones are left alone; no program nests so deep, and each level is searched anew. */
const maxDepth = 50;

/** Reads a message's structure (RFC 2046), as offsets into it. */
export function readMessage(source: Binary): Part {
  const start = /^(?:[ \t]*\r?\n)*/.exec(source)?.[0].length ?? 0;
  return readPart(source, { start, end: source.length }, '', 'text/plain');
}

function readPart(source: Binary, span: Span, section: string, defaultType: string): Part {
  const header = readHeader(source, span.start, span.end);
  const body = { start: header.bodyStart, end: span.end };
  const declared = readParameters(fieldValue(header, 'content-type') ?? '');
  const type = declared.value.includes('/') ? declared : { ...declared, value: defaultType };
  const boundary = type.parameters.get('boundary');
  const isMultipart = type.value.startsWith('multipart/') && boundary;
  const depth = section.split('.').length;
  const spans = isMultipart && depth < maxDepth ? splitMultipart(source, body, boundary) : [];
  const defaultInside = type.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const prefix = section === '' ? '' : `${section}.`;
  return {
    section: section === '' && !isMultipart ? '1' : section,
    header,
    body,
    type,
    disposition: readParameters(fieldValue(header, 'content-disposition') ?? ''),
    encoding: (fieldValue(header, 'content-transfer-encoding') ?? '').toLowerCase(),
    parts: spans.map((of, index) => readPart(source, of, `${prefix}${index + 1}`, defaultInside)),
  };
}

/** Spans between the lines `--boundary`; the line break before such a line belongs to it. */
function splitMultipart(source: Binary, body: Span, boundary: string): Span[] {
  const spans: Span[] = [];
  const text = source.slice(body.start, body.end);
  const delimiter = `--${boundary}`;
  const add = (start: number, end: number) =>
    spans.push({ start: body.start + start, end: body.start + Math.max(start, end) });
  let partStart: number | null = null;
  for (let at = text.indexOf(delimiter); at !== -1;) {
    const lineEnd = endOfLine(text, at, text.length);
    const isAtLineStart = at === 0 || text.charAt(at - 1) === '\n';
    const rest = text.slice(at + delimiter.length, lineEnd);
    if (isAtLineStart && /^(?:--)?[ \t]*\r?\n?$/.test(rest)) {
      const breakLength = text.slice(at - 2, at) === '\r\n' ? 2 : 1;
      if (partStart !== null) add(partStart, at - breakLength);
      if (rest.startsWith('--')) return spans;
      partStart = lineEnd;
    }
    at = text.indexOf(delimiter, lineEnd);
  }
  // A message that was cut off has no last delimiter.
  if (partStart !== null) add(partStart, text.length);
  return spans;
}
