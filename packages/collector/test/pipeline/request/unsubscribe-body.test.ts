import { describe, expect, it } from 'vitest';
import { fastest } from '../../../../../test/support/fastest.ts';
import { readUnsubscribeBody } from '../../../src/pipeline/request/unsubscribe-body.ts';

const disposition = 'Content-Disposition: form-data; name="List-Unsubscribe"';
const end = '\r\n--x--\r\n';

describe('an unsubscribe by one click', () => {
  it.each([
    ['a form', 'List-Unsubscribe=One-Click'],
    ['a form in other letters', 'list-unsubscribe=one-CLICK'],
    ['a form with a line end', 'List-Unsubscribe=One-Click\r\n'],
    ['a form with other fields', 'a=b&List-Unsubscribe=One-Click&c'],
    ['a multipart form', `--x\r\n${disposition}\r\n\r\nOne-Click${end}`],
    [
      'a multipart form without quotes',
      `--x\r\n${disposition.replaceAll('"', '')}\r\n\r\nOne-Click${end}`,
    ],
    ['a multipart form with line feeds alone', `--x\n${disposition}\n\nOne-Click\n--x--\n`],
    [
      'a multipart form with headers and parts of its own',
      `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x\r\nX-First: a\r\n${disposition}\r\n` +
        `Content-Type: text/plain\r\n\r\nOne-Click${end}`,
    ],
    [
      'the one that RFC 8058 shows, whose boundary is not the announced one',
      `---FormBoundaryjWmhtjORrn\r\n${disposition}\r\n\r\nOne-Click\r\n---FormBoundaryjWmhtjORrn--`,
    ],
    ['no body', ''],
    ['white space alone', ' \r\n'],
  ])('is %s', (_, body) => {
    expect(readUnsubscribeBody(body)).toBe('one-click');
  });

  it.each([
    ['another form', 'confirm=yes'],
    ['a form that only mentions it', 'x=List-Unsubscribe=One-Click'],
    ['a name without its value', 'List-Unsubscribe='],
    ['another value', 'List-Unsubscribe=Two-Clicks'],
    ['a multipart form with another value', `--x\r\n${disposition}\r\n\r\nNo${end}`],
    ['a multipart form without an empty line', `--x\r\n${disposition}\r\nOne-Click${end}`],
    ['a multipart form that does not end', `--x\r\n${disposition}\r\n\r\nOne-Click`],
    [
      'a multipart form with the value in another part',
      `--x\r\n${disposition}\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nOne-Click${end}`,
    ],
    ['JSON', '{"List-Unsubscribe":"One-Click"}'],
  ])('is not %s', (_, body) => {
    expect(readUnsubscribeBody(body)).toBe(null);
  });

  it.each([
    ['unsubscribe=page', 'page'],
    ['a=b&unsubscribe=PAGE', 'page'],
    ['unsubscribe=undo', 'undo'],
    ['unsubscribe=page&List-Unsubscribe=One-Click', 'one-click'],
    ['unsubscribe=other', null],
    ['xunsubscribe=page', null],
  ])('is told from the buttons of our page: %s', (body, expected) => {
    expect(readUnsubscribeBody(body)).toBe(expected);
  });

  it.each([
    'name=List-Unsubscribe\n',
    'name="List-Unsubscribe"\r\nx\r\n',
    'name=List-Unsubscribe\n\n',
    'name=List-Unsubscribe\n\nOne-Click\n',
    'List-Unsubscribe=&',
    '\r\n',
    ' ',
    '"',
  ])('costs as much a byte, however long a body of %j', (piece) => {
    const bodies = [8_192, 65_536].map((bytes) => `x${piece.repeat(bytes / piece.length)}x`);
    const [short = 0, long = 0] = fastest(
      bodies.map((body) => () => readUnsubscribeBody(body)),
      40,
    );
    // Eight times as long: 8; what looks at each rest again would take 64.
    expect(long / short).toBeLessThan(24);
  });
});
