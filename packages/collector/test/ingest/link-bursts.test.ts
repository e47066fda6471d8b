import type { Link } from '@hitmark/codec';
import { describe, expect, it } from 'vitest';
import { createLinkBursts } from '../../src/ingest/link-bursts.ts';
import { sampleLink } from '../pipeline/sample-link.ts';

/** Notes requests for links, one after another, and returns the reasons that the last one gets. */
function ask(
  ...requests: readonly (Partial<Link> & { at?: number; method?: string; from?: string })[]
) {
  const watch = createLinkBursts();
  return requests
    .map(({ at = 0, method = 'GET', from = '203.0.113.0', ...link }) =>
      watch.note(sampleLink(link), { method, received: at }, from),
    )
    .at(-1);
}

const first = { url: 'https://site.test/1', position: 1 };
const second = { url: 'https://site.test/2', position: 2 };
const third = { url: 'https://site.test/3', position: 3 };

describe('several links of an email', () => {
  it('clicked within seconds are a program’s', () => {
    expect(ask(first, second, { ...third, at: 4_999 })).toEqual(['many-links']);
    expect(ask(first, second, third, first)).toEqual(['many-links']);
  });

  it('clicked one after another are a person’s', () => {
    expect(ask(first, second, { ...third, at: 5_000 })).toEqual([]);
  });

  it('are more than two, and not the same again', () => {
    expect(ask(first, second, first, second, first)).toEqual([]);
  });

  it('may lead to the same place', () => {
    const { url } = first;
    expect(ask(first, { ...second, url }, { ...third, url })).toEqual(['many-links']);
  });

  it('do not count those of another recipient, email, site or network', () => {
    expect(ask(first, second, { ...third, metadata: { customer_id: 2 } })).toEqual([]);
    expect(ask(first, second, { ...third, message: 'other' })).toEqual([]);
    expect(ask(first, second, { ...third, site: 'other' })).toEqual([]);
    expect(ask(first, second, { ...third, from: '198.51.100.0' })).toEqual([]);
  });

  it('do not count opens', () => {
    const open = { kind: 'open', url: null } as const;
    expect(ask(first, { ...open, position: 2 }, { ...open, position: 3 })).toEqual([]);
  });

  it('are not found by a clock that was set back', () => {
    expect(ask({ ...first, at: 9_000 }, { ...second, at: 9_000 }, { ...third, at: 0 })).toEqual([]);
  });
});

describe('a link asked for with HEAD', () => {
  it('is then followed by a program', () => {
    expect(ask({ ...first, method: 'HEAD' }, first)).toEqual(['head-first']);
    expect(ask({ ...first, method: 'HEAD' }, { ...second, at: 4_000 })).toEqual(['head-first']);
  });

  it('gives no reason to a later click', () => {
    expect(ask({ ...first, method: 'HEAD' }, { ...first, at: 5_000 })).toEqual([]);
  });

  it('is no click', () => {
    expect(ask({ ...first, method: 'HEAD' }, { ...second, method: 'HEAD' }, third)).toEqual([
      'head-first',
    ]);
  });
});

describe('a link that nobody sees', () => {
  const honeypot = { label: 'honeypot', url: 'https://site.test/' };

  it('is followed by a program, and so are those of the same email just then', () => {
    expect(ask(honeypot)).toEqual(['honeypot']);
    expect(ask(honeypot, first)).toEqual(['honeypot']);
  });

  it('gives no reason to a later click, nor to one before', () => {
    expect(ask(honeypot, { ...first, at: 5_000 })).toEqual([]);
    expect(ask(first)).toEqual([]);
  });
});

describe('the memory', () => {
  it('forgets emails that were not seen for long, however many come', () => {
    const watch = createLinkBursts();
    const note = (customer: number, link: Partial<Link>) =>
      watch.note(
        sampleLink({ ...link, metadata: { customer } }),
        { method: 'GET', received: 0 },
        null,
      );
    note(0, first);
    note(0, second);
    for (let customer = 1; customer <= 10_000; customer++) note(customer, first);
    expect(note(0, third)).toEqual([]);
  });
});
