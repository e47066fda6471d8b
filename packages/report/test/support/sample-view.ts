import type { SourceEvent } from '../../src/store/index.ts';

const start = Date.parse('2026-11-01T10:00:00Z');

/** A page view of one visitor, some minutes after a start. */
export function sampleView(sequence: number, minutes: number, more: object = {}): SourceEvent {
  const time = new Date(start + minutes * 60_000).toISOString();
  const event = {
    type: 'pageview',
    site: 'acme',
    visitor: 'somebody',
    actor: 'human',
    time,
    ...more,
  };
  return { sequence, event: JSON.stringify(event) };
}
