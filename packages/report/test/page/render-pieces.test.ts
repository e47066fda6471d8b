import { h } from 'preact';
import { describe, expect, it } from 'vitest';
import { renderInSlots, type Piece } from '../../src/page/layout/render-pieces.ts';

/** A part that is there once it is said so. */
function pendingPart(name: string) {
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof h>>();
  const piece = { waiting: h('i', null, `${name} waits`), part: promise };
  return { piece, arrive: () => resolve(h('b', null, name)) };
}

const render = (...pieces: Piece[]) => renderInSlots(pieces, 'b{}');
const next = async (parts: AsyncGenerator<string>) => (await parts.next()).value;

describe('parts in slots', () => {
  it('have a place each, in their order, before the first of them is there', async () => {
    const [slow, quick] = [pendingPart('slow'), pendingPart('quick')];
    const parts = render(slow.piece, h('p', null, 'at once'), {
      className: 'group',
      pieces: [quick.piece],
    });

    expect(await next(parts)).toBe(
      '<template shadowrootmode="open"><style>b{}</style>' +
        '<slot name="part-1"><i>slow waits</i></slot><slot name="part-2"></slot>' +
        '<div class="group"><slot name="part-3"><i>quick waits</i></slot></div></template>',
    );
    expect(await next(parts)).toBe('<div class="part" slot="part-2"><p>at once</p></div>');
  });

  it('are sent as they come, each for its own place', async () => {
    const [slow, quick] = [pendingPart('slow'), pendingPart('quick')];
    const parts = render(slow.piece, quick.piece);
    await next(parts);
    await next(parts);

    quick.arrive();
    expect(await next(parts)).toBe('<div class="part" slot="part-2"><b>quick</b></div>');
    slow.arrive();
    expect(await next(parts)).toBe('<div class="part" slot="part-1"><b>slow</b></div>');
    expect(await next(parts)).toBe(undefined);
  });
});
