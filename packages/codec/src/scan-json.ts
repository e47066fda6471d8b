/**
 * Greatest depth of nested lists and objects in a JSON text from outside. Nobody writes as many by hand,
 * and `JSON.stringify` is quadratic in them: 16,000 took 84 ms.
 */
export const maxJsonDepth = 32;

/** A JSON text as far as it may be parsed. */
interface JsonScan {
  /** True: the text is nested more deeply than allowed. */
  readonly isTooDeep: boolean;
  /** Place of the comma behind the last member that may be parsed; the length of the text: all may be. */
  readonly end: number;
}

/**
 * Looks at a JSON text before anything is made of it: once at each character, whether or not it is JSON.
 *
 * @param maxMembers of the outermost list or object
 */
export function scanJson(text: string, maxMembers = Infinity, maxDepth = maxJsonDepth): JsonScan {
  let depth = 0;
  let members = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // A bit more makes a bracket a brace.
    const brace = code | 0x20;
    // Nothing but a string may hold a backslash, and there it escapes what follows.
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
