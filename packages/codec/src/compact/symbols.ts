/**
 * What a text is written in: ASCII characters stand for themselves (0 to 127), then come the end of
 * the text and the spellings of spellings.ts in their order.
 */
export const end = 128;
export const firstSpelling = 129;
