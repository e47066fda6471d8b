import type { TextKind } from '../../src/compact/context-model.ts';
import { createRangeEncoder } from '../../src/compact/range-encoder.ts';
import type { TextCache } from '../../src/compact/text-cache.ts';
import { createTextWriter } from '../../src/compact/text-writer.ts';

/** Texts of a link, each with its kind. */
export type Texts = readonly (readonly [string, TextKind])[];

/** Writes link after link with one writer. */
export function createWriter(cache?: TextCache): (texts: Texts, dictionary?: string) => Uint8Array {
  const encoder = createRangeEncoder();
  const writer = createTextWriter(encoder, cache);
  return (texts, dictionary = '') => {
    encoder.count = 0;
    writer.begin(dictionary);
    for (const [text, kind] of texts) writer.write(text, kind);
    return encoder.finish(0).slice();
  };
}

/** Writes the texts of a link with a writer of their own. */
export function write(texts: Texts): Uint8Array {
  return createWriter()(texts);
}
