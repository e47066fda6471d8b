/** What takes the place of a value that is not to be stored. */
const star = '*';

/**
 * Makes the function that takes out of addresses what must not be stored: values of the parameters named
 * (also after `;` and behind `#`), what looks like an email address or a JSON web token, user name and
 * password. The tag does the same before it sends; this is for whoever does not use it.
 *
 * @param names any case; `*` at either end stands for anything
 */
export function createUrlCleaner(names: readonly string[]): (url: string) => string {
  const named = new RegExp(names.map(toPattern).join('|') || '(?!)', 'i');
  // A name may be written with escapes.
  const suspicious = new RegExp([...names.map(toLiteral), '%', tokenStart].join('|'), 'i');
  const starOne = (all: string, before: string, name: string, value: string): string =>
    named.test(decoded(name)) || isToken(value) ? `${before}${name}=${star}` : all;
  // Most addresses hold little of what is looked for, and a look costs less than an expression. No class
  // holds its own beginning, so that no address makes these look twice at a character.
  return (url) => {
    const bare = url.includes('@') ? url.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/?#@]*@/i, '$1') : url;
    const starred =
      bare.includes('=') && suspicious.test(bare)
        ? bare.replace(/([?&#;])([^?&#;=]+)=([^?&#;]+)/g, starOne)
        : bare;
    return atSign.test(starred) ? starred.replace(/[^/?&#;=,\s]+/g, starEmail) : starred;
  };
}

/** Without `.*`, which takes four times as long. */
function toPattern(name: string): string {
  return (name.startsWith('*') ? '' : '^') + toLiteral(name) + (name.endsWith('*') ? '' : '$');
}

function toLiteral(name: string): string {
  return name.replace(/^\*|\*$/g, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** As JSON begins in base64url. */
const tokenStart = 'eyJ';
const token = new RegExp(`^${tokenStart}[\\w-]*\\.[\\w-]+\\.[\\w-]*$`);

/** Three parts of base64url. */
function isToken(value: string): boolean {
  return token.test(value);
}

/** Twice escaped where an address stands in the parameter of another. */
const atSign = /@|%(?:25)?40/;

/** Names of the host, of which the last is of letters: `react@18.2.0` is no email address. */
const email = /[^@]@[^@.]+(?:\.[^@.]+)*\.\p{L}{2,}(?![\p{L}\d_-])/u;

/** Whatever stands around it: brackets, quotes, the full stop of a sentence. */
function starEmail(part: string): string {
  return email.test(decoded(decoded(part))) ? star : part;
}

/** An escape that is none hides nothing beside it. Nor is it an error, which takes seven times as long. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
  );
}
