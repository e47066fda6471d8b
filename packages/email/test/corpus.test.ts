import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml } from '@hitmark/email';
import { countConditionalLinks } from './support/conditional-links.ts';
import { restore } from './support/restore.ts';

const folder = new URL('../../../../shared/vectors/emails/', import.meta.url);

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});

interface Entry {
  readonly file: string;
  readonly hrefs: readonly string[];
}

describe('real emails', () => {
  const isMissing = !existsSync(folder);
  const emails = isMissing ? [] : readIndex();
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

  it.skipIf(isMissing)('are 38; did NOT run where ../shared/vectors is missing', () => {
    expect(emails).toHaveLength(38);
  });

  it.each(emails)(
    'rewrites in $file the links that pytracking does, in order',
    ({ file, hrefs }) => {
      const rewritten = rewriteHtml(read(file), { links, metadata: { id: 7 } });
      const visible = rewritten.links.filter(
        ({ isConditional, element }) => !isConditional && element === 'a',
      );
      expect(visible.map(({ url }) => url)).toEqual(hrefs);
      expect(rewritten.links.map(({ href }) => links.read(href).url)).toEqual(
        rewritten.links.map(({ target }) => target),
      );
      expect(rewritten.html.split('<img src="https://t.example/o/')).toHaveLength(2);
    },
  );

  it.each(emails)('changes nothing else in $file', ({ file }) => {
    const html = read(file);
    const rewritten = rewriteHtml(html, { links, metadata: { id: 7 } });
    expect(restore(rewritten, html)).toBe(html);
    expect(Buffer.byteLength(rewritten.html) - Buffer.byteLength(html)).toBe(rewritten.bytesAdded);
  });

  // There are none in the emails that were handed out: our own in test/emails have them.
  it.each(emails)('rewrites every link of $file that only Outlook reads', ({ file }) => {
    const html = read(file);
    const { links: rewritten } = rewriteHtml(html, { links });
    const found = rewritten.filter(({ isConditional }) => isConditional);
    expect(found).toHaveLength(countConditionalLinks(html));
  });
});

function readIndex(): readonly Entry[] {
  const text = readFileSync(new URL('index.json', folder), 'utf8');
  return (JSON.parse(text) as { emails: readonly Entry[] }).emails;
}
