import { createLinks, generateKey } from '@hitmark/codec';
import { describe, expect, it } from 'vitest';
import { startCommand } from './support/command.ts';

const key = generateKey('k1');
const environment = {
  HITMARK_LINKS__KEYS: key,
  HITMARK_PUBLIC_URL: 'https://t.example.com',
};
const links = createLinks({ keys: key });

const hitmark = (
  args: readonly string[],
  input = '',
  variables: Record<string, string> = environment,
) => startCommand(args, variables, undefined, input).end();

describe('hitmark keygen', () => {
  it('prints a key that seals links, with the id asked for', async () => {
    const { status, stdout } = await hitmark(['keygen', 'spring']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^hm1\.spring\.[\w-]{43}\n$/);
    expect(() => createLinks({ keys: stdout.trim() })).not.toThrow();
  });

  it('prints another key each time', async () => {
    const [first, second] = await Promise.all([hitmark(['keygen']), hitmark(['keygen'])]);
    expect(first.stdout).not.toBe(second.stdout);
  });

  it('says what an id may be', async () => {
    const { status, stderr } = await hitmark(['keygen', 'a b']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^hitmark: expected .*\n$/);
  });
});

describe('hitmark link', () => {
  it('makes a click link that the collector reads', async () => {
    const args = [
      'link',
      'click',
      'https://shop.example.com/',
      '--metadata',
      '{"customer":1}',
      '--recipient',
      'c-17',
      '--label',
      'top',
    ];
    const { status, stdout } = await hitmark(args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^https:\/\/t\.example\.com\/c\/s[\w-]+\n$/);
    expect(links.read(stdout.trim(), { kind: 'click' })).toMatchObject({
      url: 'https://shop.example.com/',
      metadata: { customer: 1 },
      recipient: 'c-17',
      label: 'top',
    });
  });

  it('makes links from a stream, a line each; a bad line is answered with its error', async () => {
    const lines = [
      { kind: 'open', metadata: { customer: 1 }, message: 'm-1', recipient: 'c-17' },
      { kind: 'click', url: 'javascript:alert(1)' },
      { kind: 'unsubscribe', metadata: { customer: 2 } },
      { kind: 'sing' },
    ];
    const input = [...lines.map((line) => JSON.stringify(line)), 'no JSON', ''].join('\n');
    const { status, stdout, stderr } = await hitmark(['link'], input);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toEqual([
      { url: expect.stringContaining('/o/s') },
      { error: { code: 'forbidden-scheme', message: expect.stringMatching(/^expected /) } },
      { url: expect.stringContaining('/u/s') },
      { error: { code: 'bad-input', message: expect.stringMatching(/^expected kind/) } },
      { error: { code: 'bad-input', message: 'expected a line of JSON' } },
    ]);
    expect(links.read(String(answers[0]?.['url']))).toMatchObject({
      kind: 'open',
      message: 'm-1',
      recipient: 'c-17',
    });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'hitmark: 3 lines failed: the error of each stands in its line of the output\n',
    });
  });

  it('ends no line of a stream at U+2028, which JSON text may hold as it is', async () => {
    const { status, stdout } = await hitmark(['link'], '{"kind":"open","message":"a\u2028b"}\r\n');
    expect(status).toBe(0);
    const { url } = JSON.parse(stdout) as { url: string };
    expect(links.read(url)).toMatchObject({ message: 'a\u2028b' });
  });

  it.each([
    ['a key', { HITMARK_PUBLIC_URL: 'https://t.example.com' }, 'HITMARK_LINKS__KEYS'],
    ['an address', { HITMARK_LINKS__KEYS: key }, '--public-url'],
  ])('says what to set without %s', async (_name, variables, expected) => {
    const { status, stderr } = await hitmark(['link', 'open'], '', variables);
    expect(status).toBe(1);
    expect(stderr).toContain(expected);
  });

  it('takes no key as a flag, where other processes could read it', async () => {
    const { status, stderr } = await hitmark(['link', 'open', '--links.keys', key]);
    expect(status).toBe(2);
    expect(stderr).toContain("Unknown option '--links.keys'");
    expect(stderr).not.toContain(key);
  });

  it('never repeats a wrong key', async () => {
    const { status, stderr } = await hitmark(['link', 'open'], '', {
      HITMARK_LINKS__KEYS: `${key}x`,
    });
    expect(status).toBe(1);
    expect(stderr).not.toContain(key.slice(8));
  });
});

describe('hitmark read', () => {
  const sealed = createLinks({ clickUrl: 'https://t.example.com/c/', keys: key });
  const url = sealed.click('https://shop.example.com/', { customer: 1 });

  it('prints what a link says', async () => {
    const { status, stdout } = await hitmark(['read', url]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'click', authentic: true, key: 'k1' });
  });

  it('says why a link can not be read, by its code', async () => {
    const { status, stderr } = await hitmark(['read', url], '', {});
    expect(status).toBe(1);
    expect(stderr).toMatch(/^hitmark: unknown-key: .*\n$/);
  });

  it('reads a stream, a line each', async () => {
    const input = `${JSON.stringify({ url })}\n{"url":5}\n`;
    const { status, stdout } = await hitmark(['read'], input);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(answers).toEqual([
      expect.objectContaining({ url: 'https://shop.example.com/', metadata: { customer: 1 } }),
      { error: { code: 'bad-input', message: 'expected a url' } },
    ]);
    expect(status).toBe(1);
  });
});
