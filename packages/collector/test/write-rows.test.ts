import { describe, expect, it } from 'vitest';
import { writeRows } from '../src/write-rows.ts';
import { sampleEvent } from './sample-event.ts';

function entry(title: string, data: Record<string, unknown> = {}) {
  return { event: sampleEvent({ title, data }), received: 1, hit: null };
}

describe('writeRows', () => {
  it('rejects an event that can not be written, and writes the others', () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    const { entries, rows, rejections } = writeRows({
      entries: [entry('a'), entry('b', endless), entry('c')],
      rejections: [{ reason: 'invalid-value', message: 'expected another' }],
      setCookie: null,
    });
    expect(entries.map(({ event }) => event.title)).toEqual(['a', 'c']);
    expect(rows.map(({ event }) => (JSON.parse(event) as { title: string }).title)).toEqual([
      'a',
      'c',
    ]);
    expect(rejections.map(({ reason }) => reason)).toEqual(['invalid-value', 'internal']);
  });
});
