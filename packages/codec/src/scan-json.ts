/**
 * Greatest depth of nested lists and objects in a JSON text from outside. No real data are nested more deeply, and the
 * time of `JSON.stringify` grows with the square of the depth: 16,000 levels took 84 ms.
 */
export const maxJsonDepth = 32;

/** Limits that a JSON text keeps or exceeds. */
interface JsonScan {
  /** True: the text is nested more deeply than allowed. */
  readonly isTooDeep: boolean;
  /** Offset at which the text exceeds a limit: the comma after the last allowed member, or the bracket that is too deep; else
   * the length of the text. */
  readonly end: number;
}

/**
 * Checks the depth and the number of members of a text before it is parsed, in one pass; it need not be valid JSON.
 *
 * @param maxMembers most members of the outermost list or object
 * @param maxDepth most levels of nesting
 */
export function scanJson(text: string, maxMembers = Infinity, maxDepth = maxJsonDepth): JsonScan {
  let depth = 0;
  let members = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // `[` and `{` differ in this bit, and so do `]` and `}`.
    const brace = code | 0x20;
    // A backslash occurs in strings only, and escapes the next character.
    if (code === backslash) at += 1;
    else if (code === quote) isString = !isString;
    else if (isString) continue;
    else if (brace === openBrace) depth += 1;
    else if (brace === closeBrace) depth -= 1;
    else if (code === comma && depth === 1) members += 1;
    if (depth > maxDepth) return { isTooDeep: true, end: at };
    if (members === maxMembers) return { isTooDeep: false, end: at };
  }
  return { isTooDeep: false, end: text.length };
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
