import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** A part of a page: one that is ready, one whose numbers are still being counted, or parts inside an element. */
export type Piece = VNode | Promise<VNode> | PieceGroup;

/** An element around parts, which are sent one by one. */
interface PieceGroup {
  readonly className: string;
  readonly pieces: readonly Piece[];
}

/**
 * Renders parts in their order, each as soon as it and all before it are there. All were begun before the
 * first is waited for.
 */
export async function* renderPieces(pieces: readonly Piece[]): AsyncGenerator<string> {
  for (const piece of pieces) {
    if ('pieces' in piece) {
      yield `<div class="${piece.className}">`;
      yield* renderPieces(piece.pieces);
      yield '</div>';
    } else {
      yield renderToString(await piece);
    }
  }
}
