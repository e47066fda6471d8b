import { contextAfter, contextModel, endOfText, type TextKind } from './context-model.ts';
import { writeSymbol } from './frequency-table.ts';
import { createHistory, separator } from './history.ts';
import { createParser } from './optimal-parse.ts';
import type { RangeEncoder } from './range-encoder.ts';
import { firstSegment, segmentCoders } from './segment-coders.ts';
import type { TextCache } from './text-cache.ts';

/** Writes the texts of one link after the other. */
export interface TextWriter {
  /**
   * Begins a link.
   *
   * @param dictionary text that the link's texts may be copied from
   * @throws RangeError where it is too long
   */
  readonly begin: (dictionary: string) => void;
  /** @throws RangeError where there is too much text */
  readonly write: (text: string, kind: TextKind) => void;
}

/** @param cache remembers how texts were written, to write them again */
export function createTextWriter(encoder: RangeEncoder, cache?: TextCache): TextWriter {
  const history = createHistory();
  const coders = segmentCoders.map((coder) => cache?.observe(coder) ?? coder);
  const parse = createParser(coders);
  return {
    begin(dictionary) {
      history.clear();
      history.append(dictionary);
      cache?.begin();
    },
    write(text, kind) {
      const start = history.length;
      history.append(text);
      if (!cache?.repeat(text, { kind, start, history, encoder })) {
        write(start, kind);
        cache?.keep(text, encoder);
      }
      history.append(separator);
    },
  };

  function write(start: number, kind: TextKind): void {
    let context = contextModel.atStart[kind];
    const { ends, symbols, details } = parse(history, start, context);
    let at = start;
    for (let index = ends.length - 1; index >= 0; index--) {
      const end = ends[index]!;
      const symbol = symbols[end]!;
      writeSymbol(encoder, context, symbol);
      coders[symbol - firstSegment]?.write(encoder, history, at, end, details[end]!);
      context = contextAfter(history.units[end - 1]!);
      at = end;
    }
    writeSymbol(encoder, context, endOfText);
  }
}
