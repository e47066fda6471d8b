import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals';
import { enter } from './enter.ts';
import type { Tag } from './tag.ts';

/** Web Vitals are events `vital` with `name` (CLS, FCP, INP, LCP, TTFB), `value` and `rating`. */
export function measureVitals(tag: Tag = enter): void {
  const report = ({ name, value, rating }: Metric): void => {
    // ms, but for CLS, which is a small fraction.
    tag('event', 'vital', { name, value: Math.round(value * 1000) / 1000, rating });
  };
  onCLS(report);
  onFCP(report);
  onINP(report);
  onLCP(report);
  onTTFB(report);
}
