import { toRow, type Row } from './journal/index.ts';
import { attemptEach } from './pipeline/attempt-each.ts';
import type { Decision } from './pipeline/decide.ts';

/** What was decided, and the rows that store it. */
interface WrittenRows extends Decision {
  /** Of each entry. */
  readonly rows: readonly Row[];
}

/** Writes the rows of a decision. An event that can't be written is a rejection of its hit, and of no other. */
export function writeRows({ entries, setCookie, ...decision }: Decision): WrittenRows {
  const rejections = [...decision.rejections];
  const written = attemptEach(entries, rejections, (entry) => [{ entry, row: toRow(entry) }]);
  return {
    entries: written.map(({ entry }) => entry),
    rows: written.map(({ row }) => row),
    rejections,
    setCookie,
  };
}
