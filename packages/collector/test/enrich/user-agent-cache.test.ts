import { describe, expect, it } from 'vitest';
import { readUserAgent } from '../../src/enrich/user-agent.ts';
import { createUserAgentReader } from '../../src/enrich/user-agent-cache.ts';
import corpus from '../pipeline/user-agents.json' with { type: 'json' };

describe('a reader of user agents', () => {
  it('says the same each time', () => {
    const read = createUserAgentReader();
    for (const { userAgent } of [...corpus, ...corpus]) {
      expect(read(userAgent)).toEqual(readUserAgent(userAgent));
    }
  });

  it('remembers what it has read', () => {
    const read = createUserAgentReader();
    expect(read('curl/8.5.0')).toBe(read('curl/8.5.0'));
    expect(read(null)).toBe(read(null));
  });

  it('forgets the least recent, however many are sent', () => {
    const read = createUserAgentReader();
    const first = read('browser/0');
    for (let index = 1; index <= 10_000; index++) read(`browser/${index}`);
    expect(read('browser/0')).not.toBe(first);
  });

  it('does not remember what is longer than that of any browser', () => {
    const read = createUserAgentReader();
    const long = 'x'.repeat(512);
    expect(read(long)).not.toBe(read(long));
  });
});
