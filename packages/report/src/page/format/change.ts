import type { MetricValue } from '../../answer/answer.ts';
import type { Metric } from '../../query/metrics.ts';
import { kindOf } from './metric-kinds.ts';

/**
 * Change of a number.
 *
 * - `quotient`: so much more or less, as a share of the number before
 * - `points`: a difference of shares
 * - `new`: there was nothing before
 * - `from`: too little before for a percentage to mean anything
 */
export type Change =
  | { readonly kind: 'quotient' | 'points'; readonly by: number }
  | { readonly kind: 'from'; readonly before: number }
  | { readonly kind: 'new' };

/** A percentage of fewer says nothing. */
const fewest = 30;

/** The change from a number to another; null: there is none to speak of. */
export function changeOf(metric: Metric, now: MetricValue, before: MetricValue): Change | null {
  if (now === null || before === null) return null;
  if (now === before) return null;
  const kind = kindOf(metric);
  if (kind === 'share') return { kind: 'points', by: now - before };
  if (before === 0) return { kind: 'new' };
  if (kind === 'count' && before < fewest) return { kind: 'from', before };
  return { kind: 'quotient', by: (now - before) / before };
}
