/** Sorts of elements that the HTML standard names in its rules for tree construction (13.2.6). */

/** Without content. */
export const voidElements = words(
  'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr',
);

/** Opened once, around all others; further tags of theirs open nothing. */
export const frames = words('html head body frameset');

/** What an unrelated end tag does not close (13.2.4.2). */
export const specialElements = words(
  'address applet article aside blockquote button caption center colgroup dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup li listing main marquee menu nav object ol p pre search section select summary table tbody td template tfoot th thead tr ul xmp',
);

/** What an end tag does not reach out of (13.2.4.2). */
export const scopeBoundaries = words('applet caption marquee object select table td template th');

/** They end a paragraph. */
export const closesParagraph = words(
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp',
);

export const headings = words('h1 h2 h3 h4 h5 h6');

/** Misnested, they end all the same (13.2.6.4.7, the adoption agency algorithm). */
export const formattingElements = words('a b big code em font i nobr s small strike strong tt u');

export const tableSections = words('tbody tfoot thead');

export const tableParts = words('caption col colgroup tbody td tfoot th thead tr');

export function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
