import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../src/text/index.ts';

describe('escapeHtml', () => {
  it('escapes what ends a text or an attribute, once', () => {
    expect(escapeHtml(`<a title="it's">&amp;`)).toBe(
      '&lt;a title=&quot;it&#39;s&quot;&gt;&amp;amp;',
    );
  });

  it('leaves every other character as it is', () => {
    expect(escapeHtml('Grüße, `${x}` = 100 %\n😀\0')).toBe('Grüße, `${x}` = 100 %\n😀\0');
  });
});
