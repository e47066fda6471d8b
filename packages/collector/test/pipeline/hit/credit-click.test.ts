import { generateKey } from '@hitmark/codec';
import { createClickReferences } from '@hitmark/codec/click';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { creditClick } from '../../../src/pipeline/hit/credit-click.ts';

const minute = 60_000;
const clicked = 1_795_339_800_123;
const id = v7({ msecs: clicked });
const page = 'https://shop.test/spring';
const key = generateKey();
const references = createClickReferences(key);
const click = references.seal(id, page) ?? '';

function credit(hit: Parameters<typeof creditClick>[0], url: string | null, received: number) {
  return creditClick(hit, url, received, references.unseal);
}

describe('a click is credited', () => {
  it('with the page that it led to, by the id of its event', () => {
    expect(credit({ click }, page, clicked + minute)).toBe(id);
    expect(credit({ click }, `${page}/?hm_click=${click}#top`, clicked + minute)).toBe(id);
  });

  it('for half an hour and no longer', () => {
    expect(credit({ click }, page, clicked + 30 * minute - 1)).toBe(id);
    expect(credit({ click }, page, clicked + 30 * minute)).toBeNull();
  });

  it('no longer with a hit that says it was young, however it was kept back', () => {
    const week = 7 * 24 * 60 * minute;
    for (const received of [clicked + 30 * minute, clicked + week]) {
      expect(credit({ click, ageMs: received - clicked }, page, received)).toBeNull();
    }
    expect(credit({ click, ageMs: 20 * minute }, page, clicked + 25 * minute)).toBe(id);
  });

  it('though the clock was set back a little since', () => {
    expect(credit({ click }, page, clicked - minute)).toBe(id);
    expect(credit({ click }, page, clicked - minute - 1)).toBeNull();
  });
});

describe('a click is not credited', () => {
  it('with a page that was there before it', () => {
    expect(credit({ click, ageMs: 3 * minute }, page, clicked + minute)).toBeNull();
  });

  it('with a page that it did not lead to', () => {
    for (const url of ['https://shop.test/summer', 'https://evil.test/spring', '/spring', null]) {
      expect(credit({ click }, url, clicked + minute)).toBeNull();
    }
  });

  it('where nobody vouches for it', () => {
    const theirs = createClickReferences(generateKey()).seal(id, page) ?? '';
    for (const made of [undefined, '', id, theirs, click.slice(0, -1), `${click}x`]) {
      const hit = made === undefined ? {} : { click: made };
      expect(credit(hit, page, clicked + minute)).toBeNull();
    }
  });
});
