import type { ParsedEvent } from '@hitmark/codec/event';

/** A Web Vital that a browser has measured. */
export interface Vital {
  /** Such as `LCP`. */
  readonly name: string;
  /** Milliseconds; of CLS without unit. */
  readonly value: number;
}

/** The Web Vital of an event; null: it is no event `vital`, or has no name or number. */
export function readVital({ type, name, data }: ParsedEvent): Vital | null {
  if (type !== 'event' || name !== 'vital') return null;
  const { name: vital, value } = data;
  if (typeof vital !== 'string' || vital === '') return null;
  return typeof value === 'number' && Number.isFinite(value) ? { name: vital, value } : null;
}
