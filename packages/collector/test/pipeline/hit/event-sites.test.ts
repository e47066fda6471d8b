import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideHits } from '../../../src/pipeline/hit/decide-hits.ts';
import { eventSites } from '../../../src/pipeline/hit/event-sites.ts';
import { sampleRequest, settings, tools, originOf } from '../sample-request.ts';

const all = { ...tools, ids: { event: () => 'an event', visitor: () => 'a visitor' } };

describe('the sites of the events of a query', () => {
  it.each([
    ['i=acme', ['acme']],
    ['e=a', [null]],
    ['i=', [null]],
    ['i=,', [null]],
    ['e=a&i=acme,shop', ['acme', 'shop']],
    ['i=acme%2Cshop', ['acme', 'shop']],
    ['%69=acme,shop', ['acme', 'shop']],
    ['i=acme,,acme', ['acme']],
    ['', [null]],
    ['i=%', ['%']],
    ['i=%FC,a&s=%', ['\ufffd', 'a']],
    ['i=acme&i=shop,blog', ['acme']],
    ['i=&i=acme', [null]],
  ])('%s', (query, sites) => {
    expect(eventSites(query)).toEqual(sites);
  });

  it('are as many as the events that are stored or rejected', () => {
    const part = fc.constantFrom(
      ...'i = & , %2C %69 + acme b c t=x e=a % %ff a,b,c,d,e,f,g,h,i,j d={"a":1} s=a&s=b'.split(
        ' ',
      ),
      'x'.repeat(65),
    );
    const query = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    const allowed = { ...settings, sites: { acme: { origins: [] }, b: { origins: [] } } };
    fc.assert(
      fc.property(fc.array(query, { maxLength: 4 }), (queries) => {
        const events = queries.flatMap(eventSites).length;
        for (const each of [settings, allowed]) {
          const { entries, rejections } = decideHits(
            { request: sampleRequest(), origin: originOf(sampleRequest()), queries },
            each,
            all,
          );
          expect(entries.length + rejections.length).toBe(events);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
