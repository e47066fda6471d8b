import { wire } from '@hitmark/codec/hit';
import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals';
import { record } from './record.ts';

/** Web Vitals are events `vital` with `name` (CLS, FCP, INP, LCP, TTFB), `value` and `rating`. */
export function measureVitals(): void {
  onCLS(report);
  onFCP(report);
  onINP(report);
  onLCP(report);
  onTTFB(report);
}

function report({ name, value, rating }: Metric): void {
  // ms, but for CLS, which is a small fraction.
  record({ [wire.event]: 'vital' }, { name, value: Math.round(value * 1000) / 1000, rating });
}
