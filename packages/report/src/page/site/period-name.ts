import type { SiteView } from '../view.ts';

/** The period in words, such as `30 days`. */
export function periodName({ state, texts, days }: SiteView): string {
  const { period } = state;
  if (typeof period !== 'string') return days.span(period[0], period[1]);
  const names: Readonly<Record<string, unknown>> = texts.period;
  const name = names[period];
  return typeof name === 'string' ? name : period;
}

/** The period as it ends a sentence, such as `in 30 days`. */
export function whenOf({ state, texts, days, numbers }: SiteView): string {
  const { period } = state;
  if (typeof period !== 'string') return texts.period.inSpan(days.span(period[0], period[1]));
  const named = texts.period.in[period];
  if (named !== undefined) return named;
  const count = numbers.count(Number.parseInt(period, 10));
  return period.endsWith('mo') ? texts.period.inMonths(count) : texts.period.inDays(count);
}
