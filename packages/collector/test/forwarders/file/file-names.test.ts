import { describe, expect, it } from 'vitest';
import { begunAt, isEventFile, nextFileName } from '../../../src/forwarders/file/file-names.ts';

const noon = Date.parse('2026-11-22T12:00:00.005Z');

describe('the name of an event file', () => {
  it('is the time at which it was begun', () => {
    expect(nextFileName(null, noon)).toBe('events-20261122T120000005Z.ndjson');
    expect(begunAt('events-20261122T120000005Z.ndjson')).toBe(noon);
  });

  it.each([
    ['later', 60_000],
    ['in the same millisecond', 0],
    ['by a clock that was set back', -86_400_000],
  ])('sorts after the last one (%s)', (_name, passedMs) => {
    const last = nextFileName(null, noon);
    expect(nextFileName(last, noon + passedMs) > last).toBe(true);
  });

  it.each([
    'events-20261122T120000005Z.ndjson.gz',
    '.events-20261122T120000005Z.ndjson',
    'events-20261322T120000005Z.ndjson',
    'events-2026.ndjson',
    'notes.ndjson',
  ])('is not %s', (name) => {
    expect(isEventFile(name)).toBe(false);
  });
});
