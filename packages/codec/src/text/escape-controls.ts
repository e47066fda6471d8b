/**
 * Controls (C0, DEL, C1), and marks that hide text or turn its direction: bidi marks, zero-width characters,
 * tag characters (U+E0000 to U+E007F), line and paragraph separators.
 */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Escapes characters that a terminal would act on or show wrongly, as `\uXXXX` for each UTF-16 code unit. JSON in
 * one line keeps its meaning: such characters stand only inside its strings, where that is the same character.
 */
export function escapeControls(text: string): string {
  return text.replace(controls, (character) =>
    Array.from({ length: character.length }, (_nothing, index) => escape(character, index)).join(
      '',
    ),
  );
}

function escape(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
