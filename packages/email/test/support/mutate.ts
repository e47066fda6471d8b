/** Pieces that change how all that follows is read. */
const fragments = [
  ['<', '>', '"', "'", '=', '/', '</', '<!', '<?', '</>', '</ ', '&', '&#', '&lt', '\0', '\r\n'],
  ['<!--', '-->', '--!>', '<!-->', '<!--->', '<!--[if mso]>', '<![endif]-->', '<![if !mso]>'],
  ['<![CDATA[', ']]>', '<?xml ?>', '<!doctype html>', '\u2028', '\uD800', '\uFEFF', ' ', '\f'],
  ['<a href=x>', '<a href="http://y/?a&amp;b">', "<area href='z'>", '</a>', '<a/href=1/>'],
  ['<a href=1 href=2>', '<a =href=3>', '<a\thref\n=\f4 x y>', '<A HREF="a>b">', '<a href>'],
  ['style', 'title', 'script', 'textarea', 'xmp', 'iframe', 'noscript'].flatMap(pair),
  ['div', 'p', 'table', 'b', 'span', 'body', 'html'].flatMap(pair),
  ['template', 'li', 'td', 'tr', 'noembed', 'noframes', 'head'].flatMap(pair),
  ['<!--<script>', '<title/>', '<style/>', '<br>', '</br>', '<img>'],
  ['<font color=red>', '<font>', '</a >'],
].flat();

function pair(name: string): string[] {
  return [`<${name}>`, `</${name}>`];
}

/**
 * Documents made of parts of the seeds, with pieces put in, taken out and moved. The same number
 * gives the same document.
 *
 * Nothing with `<select>` or `<frameset>`: there parse5 8 drops links, as the HTML standard said until
 * 2025. Nothing with `<svg>` or `<math>`: broken ones make trees of their own, and no email has them.
 */
export function mutate(seeds: readonly string[], number: number): string {
  const random = randomBelow(number);
  const source = (seeds[random(seeds.length)] ?? '').replaceAll(/<svg\b[^]*?<\/svg>/g, '');
  const isShort = random(3) === 0;
  const from = random(source.length);
  let text = isShort ? '' : source.slice(from, from + 200 + random(3000));
  for (let edits = 1 + random(isShort ? 14 : 8); edits > 0; edits--) {
    const at = random(text.length + 1);
    const fragment = fragments[random(fragments.length)] ?? '';
    const copied = random(text.length + 1);
    const edit = random(isShort ? 2 : 4);
    if (edit === 3) text = text.slice(0, at) + text.slice(at + random(30));
    else if (edit === 2) {
      text = text.slice(0, at) + text.slice(copied, copied + random(200)) + text.slice(at);
    } else text = text.slice(0, at) + fragment + text.slice(at);
  }
  return text;
}

/** mulberry32: small, and good enough to reach every corner. */
function randomBelow(seed: number): (limit: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
