import type { Event } from '@hitmark/codec/event';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandError } from '../../../src/command/command-error.ts';
import { readFormat } from '../../../src/command/events/event-formats.ts';
import { serializeEvent } from '@hitmark/codec/event';
import { sampleEvent } from '../../sample-event.ts';

/**
 * Text by which a page could attack a terminal that prints it: the window's title, CSI in C1, reversed text, a new
 * line.
 */
const attack = '\u001B]0;owned\u0007\u009B31m\u202Egnp\nfake\u{E0041}';

beforeEach(() => {
  vi.stubEnv('NO_COLOR', undefined);
  vi.stubEnv('FORCE_COLOR', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const line = (format: string, event: Partial<Event>): string =>
  readFormat({ format }, 'json').line(serializeEvent(sampleEvent(event)));

describe.each(['text', 'csv', 'json'])('format %s', (format) => {
  it('leaves no character that a terminal would act on', () => {
    const event = { title: attack, name: attack, user: attack, data: { [attack]: attack } };
    const printed = line(format, event).replace(/\r?\n$/, '');
    expect(printed).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(printed).toContain('u009b');
  });
});

describe('format text', () => {
  const click = {
    type: 'click',
    site: 'acme',
    link: { url: 'https://shop.example.com/', position: 1, label: null, tags: [] },
    visitor: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  } as const;

  it('says when, what, where and who', () => {
    expect(line('text', click)).toBe(
      '2026-11-22 09:30:00.123  click        acme  https://shop.example.com/  f47ac10b-58cc-4372-a567-0e02b2c3d479\n',
    );
  });

  it('marks what a program did', () => {
    expect(line('text', { ...click, actor: 'machine' })).toMatch(/ {2}machine\n$/);
    expect(line('text', { ...click, actor: 'human' })).not.toContain('human');
  });

  it('is in colour only where colour is wanted', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    expect(line('text', click)).toContain('\u001B[35mclick      \u001B[39m');
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubEnv('NO_COLOR', '1');
    expect(line('text', click)).not.toContain('\u001B');
  });
});

describe('format csv', () => {
  it('has a cell for each column of its head', () => {
    const head = readFormat({ format: 'csv' }, 'json').head;
    expect(head).toMatch(/^id,type,name,time,.*\r\n$/);
    expect(line('csv', { title: 'a, "b"' })).toContain('"a, ""b"""');
    expect(line('csv', {}).split(',')).toHaveLength(head.split(',').length);
  });

  it('has all that an event holds, lists and objects as JSON', () => {
    const names = readFormat({ format: 'csv' }, 'json').head.trim().split(',');
    const event = {
      recipient: 'r-12',
      client: { ...sampleEvent().client, timezone: 'Europe/Zurich' },
    };
    const link = { url: 'https://shop.example.com/', position: 1, label: null, tags: ['a'] };
    const cells = line('csv', { ...event, link })
      .trim()
      .slice(1, -1)
      .split('","');
    const named = Object.fromEntries(names.map((name, at) => [name, cells[at]]));
    expect(named).toMatchObject({
      recipient: 'r-12',
      timezone: 'Europe/Zurich',
      link_position: '1',
      link_tags: '[""a""]',
      data: '',
    });
  });

  it('holds nothing that a spreadsheet takes for a formula', () => {
    for (const title of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\u00A0=1', '"=1', '＝1', '＠a']) {
      expect(line('csv', { title })).toContain(`"'${title.replaceAll('"', '""')}"`);
    }
    expect(line('csv', { title: 'a;=1;b; -1;"@c' })).toContain(`"a;'=1;b;' -1;'""@c"`);
    for (const title of ['\t=1', '\r=1', '\n=1', 'a\t=1', 'a\r\n=1']) {
      expect(line('csv', { title })).not.toMatch(/[\t\n\r]\W*=1/);
    }
  });

  it('leaves alone what no spreadsheet takes for one', () => {
    for (const title of ['a=1', '1-1', 'a; b', 'ada@example.org', 'x;y=1', "'=1", 'a,=1', '']) {
      expect(line('csv', { title })).toContain(`"${title}"`);
    }
  });

  it.each([',', ';', '\t'])(
    'holds none where cells are cut at %j, whatever an event says',
    (separator) => {
      const signs = fc.string({
        unit: fc.constantFrom(...Array.from('=+-@＝;,"\' \t\r\n\u00A0a1')),
      });
      fc.assert(
        fc.property(signs, signs, (title, key) => {
          const printed = line('csv', { title, user: title, data: { [key]: title } });
          for (const cell of cellsOf(printed.trimEnd(), separator)) {
            expect(cell).not.toMatch(/^\s*[=+\-@＝]/);
          }
        }),
        { numRuns: 2_000 },
      );
    },
  );
});

/** The cells that a spreadsheet finds in a line: quotes count only where a cell begins with them. */
function cellsOf(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  let begun = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || !begun)) quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell);
      [cell, begun] = ['', false];
      continue;
    } else cell += character;
    begun = true;
  }
  return [...cells, cell];
}

it('is one of those that there are', () => {
  expect(() => readFormat({ format: 'xml' }, 'json')).toThrow(CommandError);
  expect(() => readFormat({ format: 'constructor' }, 'json')).toThrow(CommandError);
  expect(() => readFormat({ format: 'csv', json: '' }, 'text')).toThrow('--json');
  expect(readFormat({ json: '' }, 'text')).toBe(readFormat({ format: 'json' }, 'text'));
});
