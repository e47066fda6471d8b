/** Up to where a Web Vital is good, and from where it is poor (web.dev/articles/vitals). */
export interface VitalLimits {
  readonly good: number;
  readonly poor: number;
}

export const vitalLimits: Readonly<Record<string, VitalLimits>> = {
  LCP: { good: 2_500, poor: 4_000 },
  INP: { good: 200, poor: 500 },
  CLS: { good: 0.1, poor: 0.25 },
  FCP: { good: 1_800, poor: 3_000 },
  TTFB: { good: 800, poor: 1_800 },
};

export type VitalRating = 'good' | 'middling' | 'poor';

/** Null: nobody has said what is good. */
export function ratingOf(vital: string, value: number): VitalRating | null {
  if (!Object.hasOwn(vitalLimits, vital)) return null;
  const { good = 0, poor = 0 } = vitalLimits[vital] ?? {};
  if (value <= good) return 'good';
  return value <= poor ? 'middling' : 'poor';
}
