import { createHash } from 'node:crypto';
import type { ParsedEvent } from '@hitmark/codec/event';
import type { Forgotten } from '../store/forget.ts';
import type { Clickhouse } from './client.ts';
import { forgottenName, quoteName, quoteText, type TableNames } from './table-names.ts';

/** Persons who are forgotten, for the inserts of all collectors. */
export interface ForgottenPersons {
  /**
   * Reads the list again where it has changed.
   *
   * @returns whether it has changed
   */
  refresh(signal: AbortSignal): Promise<boolean>;
  readonly isForgotten: (event: ParsedEvent) => boolean;
}

/** Members by which somebody is forgotten; of a member of `data`: its name after `data.`. */
const members = ['visitor', 'user', 'recipient'] as const;
const dataPrefix = 'data.';

/** Opens the list of a table; it is empty until it is refreshed. */
export function openForgotten(clickhouse: Clickhouse, names: TableNames): ForgottenPersons {
  const table = forgottenName(names);
  let hashes: ReadonlySet<string> = new Set();
  /** Members with hashes in the list: values of other members are not hashed. */
  let hashedMembers: readonly string[] = [];
  let state = '';

  return {
    async refresh(signal) {
      const ask = (statement: string) => clickhouse.rows(statement, {}, {}, signal);
      const [row] = await ask(`SELECT count(), toString(max(since)) FROM ${table}`);
      const now = JSON.stringify(row);
      if (now === state) return false;
      const rows = await ask(`SELECT member, hash FROM ${table}`);
      hashes = new Set(rows.map(([, hash]) => String(hash)));
      hashedMembers = [...new Set(rows.map(([member]) => String(member)))];
      state = now;
      return true;
    },
    isForgotten: (event) =>
      hashedMembers.some((member) => {
        const value = valueOf(event, member);
        return value !== null && hashes.has(hashOf(member, value));
      }),
  };
}

function valueOf(event: ParsedEvent, member: string): string | null {
  const own = members.find((each) => each === member);
  if (own !== undefined) return event[own];
  const value = event.data[member.slice(dataPrefix.length)];
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Member that somebody is forgotten by; null: they are erased, and may come again. */
export function memberOf(forgotten: Forgotten): string | null {
  if (forgotten.by === 'site') return null;
  return forgotten.by === 'data' ? `${dataPrefix}${forgotten.name}` : forgotten.by;
}

/** Hash of a member's value, which stands for it wherever something is kept. */
export function hashOf(member: string, value: string): string {
  return createHash('sha256').update(`hitmark ${member} ${value}`).digest('hex');
}

/** Condition that a row is of a forgotten person. It holds a hash, not the name, since a mutation's file keeps it. */
export function isTheirs(forgotten: Forgotten): string {
  const member = memberOf(forgotten) ?? forgotten.by;
  // A row without the member is of nobody, whatever the value.
  const [has, column] =
    forgotten.by === 'data'
      ? [`mapContains(data, ${quoteText(forgotten.name)})`, `data[${quoteText(forgotten.name)}]`]
      : [`${quoteName(forgotten.by)} IS NOT NULL`, `ifNull(${quoteName(forgotten.by)}, '')`];
  const hash = hashOf(member, forgotten.value);
  const hashed = `lower(hex(SHA256(concat(${quoteText(`hitmark ${member} `)}, ${column}))))`;
  return `(${has} AND ${hashed} = '${hash}')`;
}
