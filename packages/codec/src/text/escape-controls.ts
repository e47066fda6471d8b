/** Controls (C0, DEL, C1), and marks that hide or turn around text: bidi, zero-width, tags. */
const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Escapes what a terminal would obey or misread, as JSON does. In JSON text, which holds no C0 controls,
 * the meaning stays the same.
 */
export function escapeControls(text: string): string {
  return text.replace(obeyed, (character) =>
    Array.from({ length: character.length }, (_nothing, index) => escape(character, index)).join(
      '',
    ),
  );
}

function escape(character: string, index: number): string {
  return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
}
