import { readOutline } from '../email-outline/read-outline.ts';
import type { Settings } from '../settings/open-settings.ts';
import { sampleSite } from './event-builder.ts';
import { sampleEmail } from './sample-email.ts';
import { sampleSettings } from './sample-settings.ts';

/** Keeps goals, a funnel, a segment, notes and the newest email for the site of the sample. */
export function keepSampleSettings(settings: Settings, nowMs: number): void {
  const { goals, funnels, segments, annotations } = sampleSettings(nowMs);
  settings.together(() => {
    for (const goal of goals) settings.goals.create(goal);
    for (const funnel of funnels) settings.funnels.create(funnel);
    for (const segment of segments) settings.segments.create(segment);
    for (const annotation of annotations) settings.annotations.create(annotation);
    settings.emails.put(sampleSite, sampleEmail.message, readOutline(sampleEmail.html));
  });
}
