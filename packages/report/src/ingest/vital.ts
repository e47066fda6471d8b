import type { ParsedEvent } from '@hitmark/codec/event';

/** A Web Vital that a browser has measured. */
export interface Vital {
  /** Such as `LCP`. */
  readonly name: string;
  /** Milliseconds; CLS has no unit. */
  readonly value: number;
}

/** Reads the Web Vital of an event; null: its name is not `vital`, or its data lack a name or a number. */
export function readVital({ type, name, data }: ParsedEvent): Vital | null {
  if (type !== 'event' || name !== 'vital') return null;
  const { name: vital, value } = data;
  if (typeof vital !== 'string' || vital === '') return null;
  return typeof value === 'number' && Number.isFinite(value) ? { name: vital, value } : null;
}
