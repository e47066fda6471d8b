import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHitLines } from '../../../src/pipeline/hit/hit-lines.ts';

describe('the lines of a body', () => {
  it('are those that are not empty, whatever ends them', () => {
    const part = fc.constantFrom('a', 'b', '\n', '\r', '\r\n');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const lines = text.split(/\r?\n/).filter((line) => line !== '');
        expect(readHitLines(text, 1_000)).toEqual(lines);
      }),
    );
  });

  it('are none where there are more than allowed', () => {
    expect(readHitLines('a\n\nb\n\n', 2)).toEqual(['a', 'b']);
    expect(readHitLines('a\nb\nc', 2)).toBeNull();
  });
});
