import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteHtml } from '@hitmark/email';
import { countConditionalLinks } from './support/conditional-links.ts';
import { restore } from './support/restore.ts';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});

interface Entry {
  readonly file: string;
  /** The links that pytracking rewrites, in order. */
  readonly hrefs: readonly string[];
  /** Those that we do, where we differ on purpose. */
  readonly ours?: readonly string[];
}

/** Emails in the shapes that senders' programs give them; pytracking itself says which links it tracks. */
const own = new URL('corpus/', import.meta.url);

/** Real emails, which are other people's: they are not in the repository. */
const real = new URL('../../../../shared/vectors/emails/', import.meta.url);
const isMissing = !existsSync(real);

describe('emails as they are sent', () => {
  it('are 13', () => {
    expect(readIndex(own)).toHaveLength(13);
  });

  describeEmails(own, readIndex(own));
});

describe('real emails', () => {
  it.skipIf(isMissing)('are 38; did NOT run where ../shared/vectors is missing', () => {
    expect(readIndex(real)).toHaveLength(38);
  });

  describeEmails(real, isMissing ? [] : readIndex(real));
});

function describeEmails(folder: URL, emails: readonly Entry[]): void {
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

  it.each(emails)(
    'rewrites in $file the links that pytracking does, in order',
    ({ file, hrefs, ours = hrefs }) => {
      const rewritten = rewriteHtml(read(file), { links, metadata: { id: 7 } });
      const visible = rewritten.links.filter(
        ({ isConditional, element }) => !isConditional && element === 'a',
      );
      expect(visible.map(({ url }) => url)).toEqual(ours);
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

  it.each(emails)('rewrites every link of $file that only Outlook reads', ({ file }) => {
    const html = read(file);
    const { links: rewritten } = rewriteHtml(html, { links });
    const found = rewritten.filter(({ isConditional }) => isConditional);
    expect(found).toHaveLength(countConditionalLinks(html));
  });
}

function readIndex(folder: URL): readonly Entry[] {
  const text = readFileSync(new URL('index.json', folder), 'utf8');
  return (JSON.parse(text) as { emails: readonly Entry[] }).emails;
}
