import { createLinks, generateKey } from '@hitmark/codec';
import { rewriteMessage, type RewrittenMessage } from '@hitmark/email/message';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  openByMailparser,
  openByPython,
  type OpenedMessage,
  type OpenedPart,
} from './support/mail/open-messages.ts';
import { mailPrograms, python, type WrittenMessage } from './support/mail/programs.ts';
import { writeByNodemailer } from './support/mail/write-by-nodemailer.ts';

const links = createLinks({
  openUrl: 'https://t.example/o/',
  clickUrl: 'https://t.example/c/',
  keys: [generateKey('k1')],
});

/** Links of parts that no reader sees as the message's text. */
const untrackedLinks: Readonly<Record<string, number>> = {
  'an HTML part that is not the root of its multipart': 5,
};

const isInCi = Boolean(process.env['CI']);
const hasPython = isInCi || python.isInstalled();

for (const { name, isInstalled, write } of mailPrograms) {
  // In CI a program that is missing fails its test: the test command installs it.
  const isThere = isInCi || isInstalled();
  const title = isThere ? name : `${name} (did NOT run: it is not installed)`;
  describe.skipIf(!isThere || !hasPython)(`messages that are written by ${title}`, () => {
    testMessages(async () => write());
  });
}

describe.skipIf(!hasPython)('messages that are written by nodemailer', () => {
  testMessages(writeByNodemailer);
});

interface Opened {
  readonly name: string;
  readonly rewritten: RewrittenMessage;
  readonly before: OpenedMessage;
  readonly after: OpenedMessage;
}

function testMessages(write: () => Promise<WrittenMessage[]>): void {
  let byPython: Opened[];
  let byMailparser: Opened[];

  beforeAll(async () => {
    const messages = await write();
    const rewritten = await Promise.all(
      messages.map(({ message }) => rewriteMessage(message, { links, metadata: { id: 7 } })),
    );
    const before = messages.map(({ message }) => message);
    const after = rewritten.map(({ message }) => message);
    const join = (opened: readonly OpenedMessage[], openedAfter: readonly OpenedMessage[]) =>
      messages.map(({ name }, index) => ({
        name,
        rewritten: rewritten[index]!,
        before: opened[index]!,
        after: openedAfter[index]!,
      }));
    byPython = join(openByPython(before), openByPython(after));
    byMailparser = join(await openByMailparser(before), await openByMailparser(after));
  });

  it('have every link of their bodies tracked', () => {
    for (const { name, rewritten, before } of byPython) {
      const there = before.parts
        .filter(isTracked)
        .flatMap(({ text }) => text?.match(/https:\/\/shop/g) ?? []);
      const tracked = rewritten.links.map(({ url }) => url);
      expect([name, tracked.length]).toEqual([name, there.length - (untrackedLinks[name] ?? 0)]);
      expect(tracked.filter((url) => !url.startsWith('https://shop.example/'))).toEqual([]);
    }
  });

  it('have one open pixel in what is shown of them', () => {
    for (const { name, after } of byPython) {
      const pixels = after.parts.flatMap(({ type, text }) =>
        (text?.match(/https:\/\/t\.example\/o\//g) ?? []).map(() => type),
      );
      const types = new Set(after.parts.filter(isTracked).map(({ type }) => type));
      const expected = ['text/x-amp-html', 'text/html'].filter((type) => types.has(type));
      expect([name, ...pixels.toSorted()]).toEqual([name, ...expected.toSorted()]);
    }
  });

  it.each([
    ["Python's email", () => byPython],
    ['mailparser', () => byMailparser],
  ])('are the same else, opened by %s', (_parser, opened) => {
    for (const { name, rewritten, before, after } of opened()) {
      const restored = after.parts.map((part) => restore(name, part, rewritten));
      const given = before.parts.map((part) => restore(name, part, rewritten));
      expect([name, ...restored]).toEqual([name, ...given]);
      expect([name, ...keptHeaders(after)]).toEqual([name, ...keptHeaders(before)]);
    }
  });

  it('keep to the limits of their lines', () => {
    for (const { name, rewritten, after } of byPython) {
      const lines = Buffer.from(rewritten.message).toString('latin1').split(/\r?\n/);
      expect([name, lines.filter(({ length }) => length > 998).length]).toEqual([name, 0]);
      for (const { encoding, written = '' } of after.parts) {
        if (encoding !== 'quoted-printable' && encoding !== 'base64') continue;
        expect([name, written.split(/\r?\n/).filter(({ length }) => length > 76)]).toEqual([
          name,
          [],
        ]);
        expect([name, /^[\t\n\r -~]*$/.test(written)]).toEqual([name, true]);
      }
    }
  });
}

function isTracked({ type, text }: OpenedPart): boolean {
  return text !== null && ['text/html', 'text/plain', 'text/x-amp-html'].includes(type);
}

/** The part with its click links as they were, and without the pixel. */
function restore(name: string, part: OpenedPart, { links: made }: RewrittenMessage): object {
  const { type, file, text, bytes, written } = part;
  if (text === null) return { type, file, bytes, written };
  const urls = new Map(made.map(({ href, url }) => [href, url]));
  const restored = text
    .replaceAll(/<(?:amp-)?img src="https:\/\/t\.example\/o\/[^>]*>(?:<\/amp-img>)?/g, '')
    .replaceAll(/https:\/\/t\.example\/c\/[\w-]+/g, (href) => urls.get(href) ?? href)
    .replaceAll('&amp;', '&');
  // An address that went on in the next line is in one line as a click link.
  return {
    type,
    file,
    text: name.includes('delsp') ? restored.replaceAll(/ \n>* ?/g, '') : restored,
  };
}

function keptHeaders({ headers }: OpenedMessage): readonly unknown[] {
  return headers.filter(
    ([name]) => !/^(?:mime-version|content-transfer-encoding|content-length|lines)$/i.test(name),
  );
}
