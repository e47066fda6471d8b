import { applyEdits, type Edit } from '../edit.ts';
import type { Binary } from './binary.ts';
import {
  decodeQuotedPrintable,
  editQuotedPrintable,
  encodeQuotedPrintable,
} from './quoted-printable.ts';

/** The content of a part, without its transfer encoding. */
export interface Content {
  readonly bytes: Binary;
  /** Applies edits of the content, in order, and encodes the result as a body. */
  edit(edits: readonly Edit[]): EditedBody;
}

/** Body of a part after edits. */
export interface EditedBody {
  readonly body: Binary;
  /** New transfer encoding, where lines are too long for the old one; null: it stays. */
  readonly encoding: 'quoted-printable' | null;
}

/** Longest line of a message, without its line break (RFC 5322, 2.1.1). */
const maxLine = 998;

/** Reads the content of a body; null: its encoding is not known, or the body breaks the rules of its encoding. */
export function readContent(encoding: string, body: Binary, lineBreak: string): Content | null {
  if (encoding === 'quoted-printable') {
    const decoded = decodeQuotedPrintable(body);
    return {
      bytes: decoded.content,
      edit: (edits) => ({
        body: editQuotedPrintable(body, decoded, edits, lineBreak),
        encoding: null,
      }),
    };
  }
  if (encoding === 'base64') return readBase64(body, lineBreak);
  if (!['', '7bit', '8bit', 'binary'].includes(encoding)) return null;
  return {
    bytes: body,
    edit(edits) {
      const edited = applyEdits(body, edits);
      if (encoding === 'binary' || !hasLongLine(edited)) return { body: edited, encoding: null };
      return { body: encodeQuotedPrintable(edited, lineBreak), encoding: 'quoted-printable' };
    },
  };
}

function hasLongLine(text: Binary): boolean {
  return text.split('\n').some((line) => line.length > maxLine && !/^.{998}\r$/.test(line));
}

/** Longest line of base64 (RFC 2045, 6.8). */
const maxBase64Line = 76;

/** Reads a body of base64. After edits its lines are as long as they were. */
function readBase64(body: Binary, lineBreak: string): Content | null {
  const bytes = decodeBase64(body.replaceAll(/[^A-Za-z\d+/=]/g, ''));
  if (bytes === null) return null;
  const [first = ''] = /[^\s]+/.exec(body) ?? [];
  const width = Math.min(Math.max(first.length, 4), maxBase64Line);
  const end = body.slice(body.trimEnd().length);
  return {
    bytes,
    edit(edits) {
      const encoded = btoa(applyEdits(bytes, edits));
      const lines = Array.from({ length: Math.ceil(encoded.length / width) }, (_, index) =>
        encoded.slice(index * width, (index + 1) * width),
      );
      return { body: lines.join(lineBreak) + end, encoding: null };
    },
  };
}

function decodeBase64(text: string): Binary | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}
