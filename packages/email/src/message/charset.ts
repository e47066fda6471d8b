import { applyEdits, type Edit } from '../edit.ts';
import { encodeText, toBytes, type Binary } from './binary.ts';
import { createByteOffsets } from './byte-offsets.ts';

/** Text that was decoded from bytes. */
export interface DecodedText {
  readonly text: string;
  /**
   * Converts edits of the text to edits of the bytes.
   *
   * @returns null where the charset can't write the new text in these places
   */
  toByteEdits(edits: readonly Edit[]): Edit[] | null;
}

/** Names that mail programs use, and browsers do not know. */
const otherNames: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'iso-2022-jp-ms': 'iso-2022-jp',
};

/** Charsets whose bytes below 0x80 are not ASCII. */
const notAscii = /^(?:utf-?7|unicode-1-1-utf-7|hz|iso-2022|utf-?16|utf-?32|ebcdic|cp037)/;

/** Decodes the bytes of a part; null: the charset is not known. */
export function decodeText(binary: Binary, charset = ''): DecodedText | null {
  const encoding = findEncoding(binary, charset.trim().toLowerCase());
  if (encoding === null) return null;
  const decode = (bytes: Uint8Array) => createDecoder(encoding).decode(bytes);
  const bytes = toBytes(binary);
  const text = decode(bytes);
  return {
    text,
    toByteEdits(edits) {
      const byteEdits = placeEdits(edits, text, createByteOffsets(bytes, text, decode));
      if (byteEdits === null) return null;
      const edited = decode(toBytes(applyEdits(binary, byteEdits)));
      return edited === applyEdits(text, edits) ? byteEdits : null;
    },
  };
}

function placeEdits(
  edits: readonly Edit[],
  text: string,
  byteOffsets: ReturnType<typeof createByteOffsets>,
): Edit[] | null {
  const placed: Edit[] = [];
  for (const edit of edits) {
    const starts = byteOffsets(edit.start);
    const ends = byteOffsets(edit.end);
    if (starts === null || ends === null) return null;
    // An escape sequence (ISO-2022-JP) that switches to ASCII stays before the edit, which is ASCII too. One that
    // switches to another set belongs to the text that is replaced.
    const start = isAscii(text.charAt(edit.start)) ? starts.last : starts.first;
    // An undecodable character may have several bytes, each of which could be its last.
    const end = text.charAt(edit.end - 1) === '\uFFFD' ? ends.last : ends.first;
    placed.push({ start, end: Math.max(start, end), text: encodeText(edit.text) });
  }
  return placed;
}

function isAscii(character: string): boolean {
  return character <= '\x7f';
}

function findEncoding(bytes: Binary, charset: string): string | null {
  const isUndeclared = /^(?:|us-ascii|ascii|unknown-8bit)$/.test(charset);
  if (isUndeclared) return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  try {
    return createDecoder(otherNames[charset] ?? charset).encoding;
  } catch {
    const isSafe = !notAscii.test(charset) && /^[\t\n\r -~]*$/.test(bytes);
    return isSafe ? 'utf-8' : null;
  }
}

function createDecoder(encoding: string): TextDecoder {
  return new TextDecoder(encoding, { ignoreBOM: true });
}

function isUtf8(bytes: Binary): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(toBytes(bytes));
    return true;
  } catch {
    return false;
  }
}
