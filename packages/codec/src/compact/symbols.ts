/**
 * What a text is written in. ASCII characters stand for themselves (0 to 127); then the end of the
 * text, the spellings of spellings.ts, and the kinds of JSON values that are no text.
 */
export const end = 128;
export const firstSpelling = 129;
export const object = 139;
export const array = 140;
export const constant = 141;
export const number = 142;
