import { onCLS, onFCP, onINP, onLCP, onTTFB, type Metric } from 'web-vitals';
import { runningTag } from './create-tag.ts';
import type { Tag } from './tag.ts';

/**
 * Records Web Vitals as the event `vital` with `name` (CLS, FCP, INP, LCP, TTFB), `value` and `rating`.
 *
 * @param tag the page's own where none is given
 */
export function measureVitals(tag: Tag | undefined = runningTag()): void {
  if (tag === undefined || typeof document === 'undefined') return;
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
