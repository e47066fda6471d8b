import type { Settings } from '../settings/open-settings.ts';
import { sampleSettings } from './sample-settings.ts';

/** Keeps goals, a funnel, a segment and notes for the site of the sample. */
export function keepSampleSettings(settings: Settings, nowMs: number): void {
  const { goals, funnels, segments, annotations } = sampleSettings(nowMs);
  settings.together(() => {
    for (const goal of goals) settings.goals.create(goal);
    for (const funnel of funnels) settings.funnels.create(funnel);
    for (const segment of segments) settings.segments.create(segment);
    for (const annotation of annotations) settings.annotations.create(annotation);
  });
}
