import { LinkError } from '../link-error.ts';
import { contextAfter, contextModel, endOfText, type TextKind } from './context-model.ts';
import { readSymbol } from './frequency-table.ts';
import { maxHistoryLength, separator } from './history.ts';
import type { RangeDecoder } from './range-decoder.ts';
import { firstSegment, segmentCoders } from './segment-coders.ts';

/**
 * Creates a reader of the texts of one link: the inverse of `createTextWriter`. A text is a row of symbols up to
 * `endOfText`: ASCII characters, and segments, such as a word or a date.
 *
 * @param dictionary text that segments may be copied from, before the link's own
 * @returns a function that reads the next text, and throws LinkError `malformed-payload`
 */
export function createTextReader(
  decoder: RangeDecoder,
  dictionary: string,
): (kind: TextKind) => string {
  let history = dictionary;
  return (kind) => {
    const start = history.length;
    let symbol = readSymbol(decoder, contextModel.atStart[kind]);
    while (symbol !== endOfText) {
      const segment =
        symbol < endOfText
          ? String.fromCharCode(symbol)
          : segmentCoders[symbol - firstSegment]!.read(decoder, history);
      history += segment;
      if (segment === '' || history.length > maxHistoryLength) {
        throw new LinkError('malformed-payload', 'token holds a text that no version writes');
      }
      symbol = readSymbol(decoder, contextAfter(segment.charCodeAt(segment.length - 1)));
    }
    const text = history.slice(start);
    history += separator;
    return text;
  };
}
