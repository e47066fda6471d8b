import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { asTheyCome } from './as-they-come.ts';

/** A part of a page: one that is there at once, one that is still being counted, or parts in an element. */
export type Piece = VNode | PendingPiece | PieceGroup;

/** A part that is still being counted. */
export interface PendingPiece {
  /** Stands in its place until it is there. */
  readonly waiting: VNode;
  readonly part: Promise<VNode>;
}

/** An element around parts. */
interface PieceGroup {
  readonly className: string;
  readonly pieces: readonly Piece[];
}

/** Renders parts one after another, each as soon as it and all before it are there. */
export async function* renderInOrder(pieces: readonly Piece[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    if ('pieces' in piece) {
      yield openGroup(piece);
      yield* renderInOrder(piece.pieces);
      yield closeGroup;
    } else {
      yield renderToString('part' in piece ? await piece.part : piece);
    }
  }
}

/**
 * Renders the content of an element whose parts come in any order, without a script: a shadow root has a slot for
 * each, which shows what waits there until the part has come
 * (https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode).
 *
 * @param style style sheet of the shadow root, where that of the page does not reach
 */
export async function* renderInSlots(
  pieces: readonly Piece[],
  style: string,
): AsyncGenerator<string> {
  const pending: Promise<string>[] = [];
  const atOnce: string[] = [];
  let slots = 0;

  function frameOf(piece: Piece): string {
    if ('pieces' in piece)
      return openGroup(piece) + piece.pieces.map(frameOf).join('') + closeGroup;
    slots += 1;
    const slot = `part-${slots}`;
    const fill = (part: VNode): string =>
      `<div class="part" slot="${slot}">${renderToString(part)}</div>`;
    if (!('part' in piece)) {
      atOnce.push(fill(piece));
      return `<slot name="${slot}"></slot>`;
    }
    pending.push(piece.part.then(fill));
    return `<slot name="${slot}">${renderToString(piece.waiting)}</slot>`;
  }

  const frame = pieces.map(frameOf).join('');
  yield `<template shadowrootmode="open"><style>${style}</style>${frame}</template>`;
  yield atOnce.join('');
  yield* asTheyCome(pending);
}

/** Tells whether some part is still being counted. */
export function isPending(piece: Piece): boolean {
  return 'part' in piece || ('pieces' in piece && piece.pieces.some(isPending));
}

function openGroup({ className }: PieceGroup): string {
  return `<div class="${className}">`;
}

const closeGroup = '</div>';
