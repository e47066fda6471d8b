import type { Edit } from '../edit.ts';
import type { Binary } from './binary.ts';
import type { EditedBody } from './content.ts';
import { fieldValue, type Field, type Header } from './header.ts';
import type { Part } from './part.ts';

/**
 * A field in lines of at most 998 characters. A longer address is folded: white space inside of `<` and
 * `>` counts for nothing there (RFC 2369, 2).
 */
export function writeField(name: string, value: string, lineBreak: string): Binary {
  const lines = `${name}: ${value}`.match(/.{1,900}/g) ?? [];
  return lines.join(`${lineBreak} `) + lineBreak;
}

/** Adds lines at the end of a header. */
export function addLines(source: Binary, { end }: Header, lines: Binary, lineBreak: string): Edit {
  const needsBreak = end > 0 && source.charAt(end - 1) !== '\n';
  return { start: end, end, text: (needsBreak ? lineBreak : '') + lines };
}

/** A message as it came. */
interface OriginalMessage {
  readonly source: Binary;
  /** The message as a whole. */
  readonly root: Part;
  readonly lineBreak: string;
}

/** Edits of a message that give one of its parts another body. */
export function replaceBody(
  { source, root, lineBreak }: OriginalMessage,
  { header, body }: Part,
  edited: EditedBody,
): Edit[] {
  const bodyEdit = { ...body, text: edited.body };
  if (edited.encoding === null) return [bodyEdit];
  // Without it no field of MIME means anything, in a message that had none (RFC 2045, 4).
  const isMime = fieldValue(root.header, 'mime-version') !== undefined;
  const version = isMime ? '' : writeField('MIME-Version', '1.0', lineBreak);
  const line = version + writeField('Content-Transfer-Encoding', edited.encoding, lineBreak);
  const field = header.fields.find(({ name }) => name === 'content-transfer-encoding');
  const edit =
    field === undefined
      ? addLines(source, header, line, lineBreak)
      : { start: field.start, end: field.end, text: line };
  return [edit, bodyEdit];
}

/**
 * Edits of fields that tell of a body's size, in all headers around edited bodies.
 *
 * @param edits in order
 */
export function correctSizes(source: Binary, part: Part, edits: readonly Edit[]): Edit[] {
  const { header, body, parts } = part;
  const inside = edits.filter(({ start, end }) => start >= body.start && end <= body.end);
  if (inside.length === 0) return [];
  let next = 0;
  const inner = parts.flatMap((of) => {
    const from = next;
    while ((inside[next]?.end ?? Infinity) <= of.body.end) next += 1;
    return correctSizes(source, of, inside.slice(from, next));
  });
  const own = header.fields.flatMap((field) => correctSize(source, field, [...inside, ...inner]));
  return [...own, ...inner];
}

function correctSize(source: Binary, field: Field, edits: readonly Edit[]): Edit[] {
  const { name, start, end } = field;
  if (name === 'content-md5') return [{ start, end, text: '' }];
  const measure = measures.get(name);
  const size = field.value.trim();
  if (measure === undefined || !/^\d+$/.test(size)) return [];
  const growth = edits.reduce(
    (sum, edit) => sum + measure(edit.text) - measure(source.slice(edit.start, edit.end)),
    0,
  );
  const at = source.lastIndexOf(size, end);
  return [{ start: at, end: at + size.length, text: String(Number(size) + growth) }];
}

const measures: ReadonlyMap<string, (text: Binary) => number> = new Map([
  ['content-length', (text: Binary) => text.length],
  ['lines', (text: Binary) => text.split('\n').length - 1],
]);
