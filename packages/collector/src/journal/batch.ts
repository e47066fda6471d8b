import type { Primitive, ReadReply } from './maker.ts';
import { columns, packRows, type PackedRows } from './packed-rows.ts';
import type { Row, Sequence } from './thread-messages.ts';

/** What is stored together, or fails together: rows as they are, or what a maker makes rows of. */
export type Part =
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | {
      readonly kind: 'input';
      readonly maker: number;
      readonly input: readonly Primitive[];
      readonly readReply: ReadReply<unknown>;
    };

/** Parts on their way to the writer's thread, in their order. */
export interface Batch {
  /** Of all parts that are rows. */
  readonly rows: PackedRows;
  /** Of each part that is an input: how many rows stand before it, its maker, its length, itself. */
  readonly inputs: readonly Primitive[];
}

/** What the writer's thread answers. */
export interface BatchAnswer {
  /** Of all rows, in the order of the parts. */
  readonly sequences: readonly Sequence[];
  /** Of each input: the number of its rows (-1: its maker has failed), the length of its reply, itself. */
  readonly replies: readonly unknown[];
}

export function packBatch(parts: readonly Part[]): Batch {
  const rows: Row[] = [];
  const inputs: Primitive[] = [];
  for (const part of parts) {
    if (part.kind === 'rows') {
      for (const row of part.rows) rows.push(row);
    } else {
      inputs.push(rows.length, part.maker, part.input.length);
      for (const value of part.input) inputs.push(value);
    }
  }
  return { rows: packRows(rows), inputs };
}

/**
 * Puts rows where their inputs stood.
 *
 * @param make answers the rows of an input, and writes its reply
 */
export function makeRows(
  { rows, inputs }: Batch,
  make: (maker: number, input: readonly Primitive[]) => readonly Row[],
): PackedRows {
  if (inputs.length === 0) return rows;
  const values: PackedRows['values'][number][] = [];
  const clicks: PackedRows['clicks'][number][] = [];
  let taken = 0;

  /** Those that stand before an input, or are left at the end. */
  function takeRows(end: number): void {
    const moved = values.length / columns.length - taken;
    for (const click of rows.clicks) {
      if (click.row >= taken && click.row < end) clicks.push({ ...click, row: click.row + moved });
    }
    for (let at = taken * columns.length; at < end * columns.length; at += 1) {
      values.push(rows.values[at] ?? null);
    }
    taken = end;
  }

  for (let at = 0; at < inputs.length;) {
    const [before, maker, length] = inputs.slice(at, at + 3) as [number, number, number];
    if (before > taken) takeRows(before);
    const made = packRows(make(maker, inputs.slice(at + 3, at + 3 + length)));
    const first = values.length / columns.length;
    for (const value of made.values) values.push(value);
    for (const click of made.clicks) clicks.push({ ...click, row: click.row + first });
    at += 3 + length;
  }
  takeRows(rows.count);
  return { count: values.length / columns.length, values, clicks };
}

/**
 * What became of each part: of rows their sequences, of an input what is read of its reply; an Error where
 * its maker has thrown it.
 */
export function unpackAnswer(
  parts: readonly Part[],
  { sequences, replies }: BatchAnswer,
): unknown[] {
  let row = 0;
  let at = 0;
  return parts.map((part) => {
    if (part.kind === 'rows') {
      return sequences.slice(row, (row += part.rows.length));
    }
    const count = replies[at] as number;
    const start = at + 2;
    at = start + (replies[at + 1] as number);
    const reply = replies.slice(start, at);
    if (count < 0) return reply[0];
    return part.readReply(sequences.slice(row, (row += count)), reply);
  });
}
