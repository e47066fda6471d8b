import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, describe, expect, it } from 'vitest';
import { startCommand } from './support/command.ts';

const key = generateKey('k1');
const environment = {
  HITMARK_LINKS__KEYS: key,
  HITMARK_PUBLIC_URL: 'https://t.example.com',
};
const links = createLinks({ keys: key });
const folder = mkdtempSync(join(tmpdir(), 'hitmark-rewrite-'));

afterAll(() => rmSync(folder, { recursive: true }));

const rewrite = (args: readonly string[], input = '') =>
  startCommand(['rewrite', ...args], environment, undefined, input).end();

const html = '\uFEFF<P>Grüße<br>\r\n<a href=http://shop.example/>x</a>';

/** The email with its click links shown as where they lead, and without the pixel. */
function readable(rewritten: string): string {
  return rewritten
    .replace(/<img src="https:\/\/t\.example\.com\/o\/[^>]*>/, '')
    .replaceAll(/https:\/\/t\.example\.com\/c\/[\w-]+/g, (href) => `(${links.read(href).url})`);
}

describe('hitmark rewrite', () => {
  it('prints a file with click links and a pixel, and warnings beside it', async () => {
    const file = join(folder, 'email.html');
    writeFileSync(file, html);
    const about = ['--metadata', '{"id":7}', '--recipient', 'c-7'];
    const { status, stdout, stderr } = await rewrite([file, ...about]);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'plain-http: the link leads to http: use https: http://shop.example/\n',
    });
    expect(readable(stdout)).toBe(html.replace('http://shop.example/', '(http://shop.example/)'));
    const open = /https:\/\/t\.example\.com\/o\/[\w-]+/.exec(stdout)?.[0] ?? '';
    expect(links.read(open)).toMatchObject({ metadata: { id: 7 }, recipient: 'c-7' });
  });

  it('tracks a whole message in the encoding that it has, and prints all else of it as it was', async () => {
    const message = (link: string, pixel = '') =>
      'Subject: x\nTo: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1\n' +
      `Content-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe=\n =3D <a href=3D"${link}">x</a>${pixel}</body>\n`;
    const file = join(folder, 'message.eml');
    writeFileSync(file, message('https://shop.example/?a=3D1=\n&b'));
    const { status, stdout, stderr } = await rewrite([file, '--metadata', '{"id":7}']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const decoded = stdout.replaceAll('=\n', '').replaceAll('=3D', '=');
    expect(readable(decoded)).toBe(
      message('(https://shop.example/?a=1&b)').replaceAll('=\n', '').replaceAll('=3D', '='),
    );
    const open = /https:\/\/t\.example\.com\/o\/[\w-]+/.exec(decoded)?.[0] ?? '';
    expect(links.read(open).metadata).toEqual({ id: 7 });
  });

  it('adds the headers of one-click unsubscribing to a message, and to nothing else', async () => {
    const message = 'Subject: x\nTo: a@b.example\n\nx\n';
    const on = await rewrite(['-', '--list-unsubscribe', 'on'], message);
    expect(on.stdout).toMatch(
      /^Subject: x\nTo: a@b\.example\nList-Unsubscribe: <https:\/\/t\.example\.com\/u\/[\w-]+>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n\nx\n$/,
    );
    const withMail = await rewrite(['-', '--list-unsubscribe', 'leave@shop.example'], message);
    expect(withMail.stdout).toContain('>, <mailto:leave@shop.example>\n');
    const ended = await rewrite(['-', '--list-unsubscribe', 'on'], html);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('only a whole message has a header');
  });

  it('refuses a signed message, and says what to do', async () => {
    const ended = await rewrite(
      ['-'],
      'DKIM-Signature: v=1\nTo: a@b.example\n\nhttps://shop.example/\n',
    );
    expect(ended).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'hitmark: the message is signed (DKIM), and rewriting would break the signature: rewrite it first, sign it afterwards\n',
    });
  });

  it('takes the email from a pipe', async () => {
    const { stdout } = await rewrite(['-', '--tracking', 'none'], html);
    expect(stdout).toBe(html);
  });

  it('makes an email for each line of a stream', async () => {
    const email = {
      html: '<a href="https://shop.example/{{id}}">{{name}}</a>',
      text: 'https://shop.example/',
    };
    const lines = [
      { ...email, metadata: { id: 1 }, values: { id: 1, name: 'Ann & Bob' } },
      { ...email, metadata: { id: 2 }, values: { id: 2, name: 'Cem' } },
      { html: 5 },
    ];
    const { status, stdout } = await rewrite(
      [],
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { html: string; text: string });
    expect(
      answers.slice(0, 2).map((answer) => [readable(answer.html), readable(answer.text)]),
    ).toEqual([
      ['<a href="(https://shop.example/1)">Ann &amp; Bob</a>', '(https://shop.example/)'],
      ['<a href="(https://shop.example/2)">Cem</a>', '(https://shop.example/)'],
    ]);
    expect(answers[2]).toEqual({
      error: { code: 'bad-input', message: 'expected an email as a string, got number' },
    });
    expect(status).toBe(1);
  });

  it.each([
    [['no-such-file.html'], 'hitmark: expected a file that can be read: no-such-file.html\n', 1],
    [['-', '--metadata', '{'], /^hitmark: .*JSON.*\n$/, 1],
    [['a', 'b'], 'hitmark: too many arguments; try hitmark rewrite --help\n', 2],
  ] as const)('says what is wrong with %j', async (args, message, status) => {
    const ended = await rewrite(args, html);
    expect(ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ status, stdout: '' });
  });
});
