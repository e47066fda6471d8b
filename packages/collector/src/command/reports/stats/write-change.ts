import type { MetricText } from './metric-texts.ts';
import { writePercent } from './write-number.ts';

/** Change of a number to the period before. */
export interface Change {
  /** Such as `+12 %`, `new`, `=`; empty: nothing to compare with. */
  readonly text: string;
  readonly direction: 'up' | 'down' | 'same';
  /** Decides the colour: green or red. */
  readonly isGood: boolean;
}

const none: Change = { text: '', direction: 'same', isGood: true };

/** Compares a number with that of the period before; shares by points of percent. */
export function changeOf(
  now: number | null | undefined,
  before: number | null | undefined,
  { kind, isHigherBetter }: Pick<MetricText, 'kind' | 'isHigherBetter'>,
): Change {
  if (now === null || now === undefined || before === null || before === undefined) return none;
  if (now === before) return now === 0 ? none : { text: '=', direction: 'same', isGood: true };
  const direction = now > before ? 'up' : 'down';
  const isGood = (direction === 'up') === isHigherBetter;
  if (kind !== 'share' && before === 0) return { text: 'new', direction, isGood };
  const text =
    kind === 'share' ? `${points(now - before)} pt` : writePercent((now - before) / before);
  return { text: now > before ? `+${text}` : text.replace('-', '−'), direction, isGood };
}

function points(share: number): string {
  return (share * 100).toLocaleString('en', { maximumFractionDigits: 1 });
}
