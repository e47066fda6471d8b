import { describe, expect, it } from 'vitest';
import { compileEmail, rewriteHtml } from '@hitmark/email';
import { isMessage } from '@hitmark/email/message';
import { adaptHtml } from '@hitmark/email/pytracking';

const messages = [
  'MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x',
  'Content-Type: text/html\n\n<p>x</p>',
  'Received: from x\r\n\tby y;\r\n Mon\r\nSubject: <b>x</b>\r\n\r\nx',
  'From us@a.example Mon Nov 30 12:00:00 2026\nReturn-Path: <us@a.example>\n\nx',
  'From: us@a.example\nTo: Ann <ann@b.example>\nSubject: x\n\nhttps://a.example/',
  '\n\nDate: x\nMessage-ID: <1@a.example>\n\nx',
  '\u00EF\u00BB\u00BFSubject: x\r\nX-Own: y\r\nFrom: z@a.example',
];

describe('isMessage', () => {
  it.each(messages)('knows a message by its header: %j', (source) => {
    expect(isMessage(source)).toBe(true);
  });

  it.each([
    '<p>From: a</p>',
    'From: Ann<br>\nTo: Bob<br>\n\n<p>x',
    'Subject: only one\n\nx',
    'Dear Ann,\nFrom: us\nTo: you\n\nx',
    'From: a\nTo: b\nno field\n\nx',
    'Note: x\nTime: 5\n\nx',
    'https://a.example/\n\nx',
    '{{greeting}}: x\nTo: y\n\nx',
    'x',
    '',
  ])('takes no HTML or text for one: %j', (source) => {
    expect(isMessage(source)).toBe(false);
  });

  it.each(messages)('keeps messages from being rewritten as HTML: %j', (source) => {
    const refused = { name: 'EmailError', code: 'whole-message' };
    const links = { open: () => '', click: () => '', unsubscribe: () => '' };
    expect(() => rewriteHtml(source, { links })).toThrow(expect.objectContaining(refused));
    expect(() => compileEmail(source, { links })).toThrow(expect.objectContaining(refused));
    expect(() => adaptHtml(source, null, {})).toThrow(expect.objectContaining(refused));
  });
});
