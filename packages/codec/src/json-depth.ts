/**
 * How deep lists and objects of a JSON text from outside may be nested. Nobody writes as many by hand, and
 * `JSON.stringify` is quadratic in them: 16,000 took 84 ms.
 */
export const maxJsonDepth = 32;

/**
 * Tells whether a JSON text is nested too deeply. One look at each character, and nothing is parsed: what is
 * too deep need not be JSON at all.
 */
export function isTooDeep(text: string, levels = maxJsonDepth): boolean {
  let depth = 0;
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
    if (depth > levels) return true;
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
