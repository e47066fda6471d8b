import { BROWSER_MAP, OS_MAP } from 'bowser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUserAgent } from '../../src/enrich/user-agent.ts';
import corpus from '../pipeline/user-agents.json' with { type: 'json' };

describe('the user agent', () => {
  it.each(corpus)('of $title tells what it is', ({ userAgent, browser, os, device, reason }) => {
    expect(readUserAgent(userAgent)).toMatchObject({ browser, os, device, reason });
  });

  it('is read as far as it is kept', () => {
    const long = `Mozilla/5.0 (${'x'.repeat(512)}) Firefox/133.0`;
    expect(readUserAgent(long).browser).toBeNull();
    expect(readUserAgent(long.replace('x'.repeat(512), 'x')).browser).toBe('Firefox 133');
  });

  it('names nothing that was sent, only what is known', () => {
    const names = new Set<string>([...Object.values(BROWSER_MAP), ...Object.values(OS_MAP)]);
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,10}$/), (word) => {
        const { browser, os } = readUserAgent(`${word}/1.0 (${word}; ${word}) ${word}`);
        expect(
          [browser?.replace(/ \d+$/, ''), os].filter((name) => name != null && !names.has(name)),
        ).toEqual([]);
      }),
    );
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        expect(readUserAgent(text)).toHaveProperty('reason');
      }),
    );
  });
});
