import type { Edit } from '../edit.ts';
import type { Binary } from './binary.ts';

/** Longest line of quoted-printable text (RFC 2045, 6.7). */
const maxLine = 76;

/** A quoted-printable body as bytes, and what each byte was written as. */
export interface QuotedPrintable {
  readonly content: Binary;
  /** Offset of each byte in the body, and the body's end. */
  readonly starts: readonly number[];
}

/** An escaped byte; a soft line break; white space before a line break, which counts for nothing. */
const special = /=([\dA-Fa-f]{2})|=[ \t]*\r?\n|=[ \t]*$|[ \t]+(?=\r?\n|$)/y;

export function decodeQuotedPrintable(body: Binary): QuotedPrintable {
  const starts: number[] = [];
  const bytes: string[] = [];
  for (let at = 0; at < body.length;) {
    const unit = body.charCodeAt(at);
    special.lastIndex = at;
    const found = unit === 61 || unit === 32 || unit === 9 ? special.exec(body) : null;
    const [source, hex] = found ?? [body.charAt(at), undefined];
    if (hex !== undefined || found === null) {
      starts.push(at);
      bytes.push(hex === undefined ? source : String.fromCharCode(Number.parseInt(hex, 16)));
    }
    at += source.length;
  }
  return { content: bytes.join(''), starts: [...starts, body.length] };
}

/** Makes edits of the content in the body: what stands around them stays as it was written. */
export function editQuotedPrintable(
  body: Binary,
  { starts }: QuotedPrintable,
  edits: readonly Edit[],
  lineBreak: string,
): Binary {
  const writer = createWriter(lineBreak);
  let from = 0;
  for (const { start, end, text } of edits) {
    const bodyStart = starts[start] ?? body.length;
    writer.copy(body.slice(from, bodyStart));
    writer.write(text);
    from = end === start ? bodyStart : endOfByte(body, starts[end - 1] ?? body.length);
  }
  writer.copy(body.slice(from));
  return writer.result();
}

export function encodeQuotedPrintable(content: Binary, lineBreak: string): Binary {
  const writer = createWriter(lineBreak);
  writer.write(content);
  return writer.result();
}

function endOfByte(body: Binary, start: number): number {
  return start + (/^=[\dA-Fa-f]{2}/.test(body.slice(start, start + 3)) ? 3 : 1);
}

/** Line breaks; bytes that are written as they are; all others. White space ends no line. */
const tokens = /(\r?\n)|([!-<>-~]|[ \t](?!\r?\n|$))|[^]/g;

function createWriter(lineBreak: string) {
  let done = '';
  let line = '';
  const breakLine = (next = '') => {
    done += `${line}=${lineBreak}`;
    line = next;
  };
  const put = (token: string) => {
    // A line is ended with `=`, for which a full one has no room.
    if (line.length >= maxLine) {
      const [last = ''] = /(?:=[\dA-F]{2}|.)$/i.exec(line) ?? [];
      line = line.slice(0, -last.length);
      breakLine(last);
    }
    if (line.length + token.length >= maxLine) breakLine();
    line += token;
  };
  return {
    /** Adds what is encoded already. */
    copy(encoded: Binary): void {
      const [first = ''] = /^[^\r\n]*/.exec(encoded) ?? [];
      const last = line.slice(-1);
      if (first === '' && (last === ' ' || last === '\t')) {
        line = line.slice(0, -1);
        put(escapeByte(last));
      }
      if (line !== '' && line.length + first.length > maxLine) breakLine();
      const lastBreak = encoded.lastIndexOf('\n') + 1;
      if (lastBreak > 0) done += line + encoded.slice(0, lastBreak);
      line = (lastBreak > 0 ? '' : line) + encoded.slice(lastBreak);
    },
    write(content: Binary): void {
      for (const [found, hardBreak, literal] of content.matchAll(tokens)) {
        if (hardBreak === undefined) {
          put(literal ?? escapeByte(found));
        } else {
          done += line + lineBreak;
          line = '';
        }
      }
    },
    result: () => done + line,
  };
}

function escapeByte(byte: string): string {
  return `=${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
