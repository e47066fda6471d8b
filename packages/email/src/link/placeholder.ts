import { decodeDelimiters } from './delimiters.ts';

/** Options on what a template engine, or the service that sends the email, puts in later. */
export interface PlaceholderOptions {
  /**
   * Takes `%DATE%` and the like for placeholders: names that begin as an escape such as `%DA` does, which
   * is also how addresses with escaped letters look (`%C3%A9t%C3%A9`).
   *
   * @defaultValue false: such a link is tracked, with a warning
   */
  readonly ambiguousPlaceholders?: boolean | undefined;
  /**
   * Placeholders of your own engine, beside those that are known: a text that stands in links with one,
   * or an expression that matches them. Such links are left as they are.
   *
   * @defaultValue none
   */
  readonly placeholders?: readonly (RegExp | string)[] | undefined;
}

/** A character that every placeholder has, or a hyphen where one may begin. */
const mayHold = /[{[*<%$@]|(?:^|[=/?&#])-/;

/** Openings that alone show a placeholder: Liquid, Jinja, Handlebars, ERB, Go; Mailchimp; Mailjet, Iterable. */
const opening = /\{\{|\{%|\{#|\*\||\[\[|<%/;

/** Openings in an address that an editor has escaped: there a placeholder must be whole, or begin with a name. */
const escapedOpening = /\{\{|[{<]%(?:25|(?![\da-f]{2}))|\{#|\*\|[^|]*\|\*|\[\[\s*[a-z_]/i;

/** `${id}` (Marketo), `{$name}`, `{!Contact.Id}` (Salesforce). */
const marked = /\$\{[^{}]+\}|\{[$!][^{}]+\}/;

/** `{token}`, `{contactfield=email}` (Mautic), `{name|there}`; no GUID, and no name of one letter. */
const braces =
  /\{(?![\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\})[a-z_][\w.-]+(?:[=|:,][^{}]*)?\}/i;

/** `[EMAIL]` (Mailtrain, Brevo), `[Name,fallback=you]` (Sendy), `[%name%]`; not `list[name]=`. */
const brackets =
  /(?<![\w\])])\[(?:%25|%)?[a-z_][\w.-]+(?:%25|%)?(?:[:/|][^[\]]*|,\s*fallback=[^[\]]*)?\]/i;

/** `%%name%%`, `%%{uuid}%%`, `%%=v(@url)=%%` (Salesforce Marketing Cloud). */
const doublePercent = /%%(?:\{?[a-z_][\w.-]*\}?%%|=|\[)/i;

/** `%NAME%` (ActiveCampaign, SendGrid), where `%NA` is no escape. */
const percent = /%(?![\da-f]{2})[a-z_][\w.-]*%/i;

/** `%DATE%`, but not `%C3%`: that is an escape and nothing else. */
const ambiguousPercent = /%(?!(?:[\da-f]{2})%)[a-z_][\w.-]*%/i;

/** `-name-` (SendGrid) and `--uuid--`, as a whole part of a path or a whole value. */
const hyphens = /(?:^|[=/?&#])(?:-[a-z_]\w+-|--[a-z_]\w*--)(?=$|[/?&#])/i;

/** `%%name%%` and `%NAME%` where an editor escaped the percent signs. Others may be a percent sign. */
const escapedPercent =
  /%25%25(?:\{?[A-Za-z_][\w.-]*\}?%25%25|=|\[)|%25[A-Z][A-Z_]{2}[A-Z\d_-]*%25|[=/]%25[A-Za-z_][\w.]*%25(?=$|[/?&#])/;

/** Mark that listmonk takes for its own tracking. */
const listmonk = /@TrackLink(?=$|[?#])/;

const everywhere = [marked, braces, brackets, doublePercent, escapedPercent, hyphens, listmonk];

/** Tells whether a URL is not known before a placeholder in it is filled. */
export function hasPlaceholder(url: string, options: PlaceholderOptions): boolean {
  if (options.placeholders !== undefined && isOwn(url, options.placeholders)) return true;
  if (!mayHold.test(url)) return false;
  if (opening.test(url) || everywhere.some((pattern) => pattern.test(url))) return true;
  if ((options.ambiguousPlaceholders ? ambiguousPercent : percent).test(url)) return true;
  const decoded = decodeDelimiters(url);
  if (decoded === url) return false;
  return escapedOpening.test(decoded) || everywhere.some((pattern) => pattern.test(decoded));
}

/** `search` minds no `lastIndex`, which an expression with `g` keeps between links. */
function isOwn(url: string, placeholders: readonly (RegExp | string)[]): boolean {
  return placeholders.some((own) =>
    typeof own === 'string' ? url.includes(own) : url.search(own) !== -1,
  );
}

/** Text that could be a placeholder of an engine that is not known: in marks, or alone in a path. */
const similar =
  /\{[^{}"]{1,60}\}|(?<![\w\])])\[[a-z_]\w*\]|\[[a-z_]\w*\](?![=&[]|$)|\$[a-z_]\w+\$|@[a-z_]\w+@|\|[a-z_]\w*\||--[a-z_]\w*--|(?<=[=/])__[a-z]\w*__(?=$|[/?&#])|%[a-z_]{3,}%|%25[a-z_]\w*%25|<[a-z_]\w*>|\/:[a-z_]\w+(?=$|[/?#])/i;

const guid = /\{[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\}/gi;

/** A mark that `similar` begins with: most URLs have none. */
const maySeem = /[{[$@|%<]|--|__|\/:/;

/** The part of a URL that only looks like a placeholder, or null. */
export function findSimilar(url: string): string | null {
  if (!maySeem.test(url)) return null;
  const text = decodeDelimiters(url).replaceAll(guid, '');
  return similar.exec(text)?.[0] ?? null;
}

/** Placeholders that are a name and nothing else; blocks, conditions and filters are not ours. */
const names =
  /\{\{\{\s*([\w.-]+)\s*\}\}\}|\{\{\s*([\w.-]+)\s*\}\}|\*\|([\w.-]+)\|\*|%%([a-z_][\w.-]*)%%|\[\[\s*([\w.-]+)\s*\]\]|<%[=-]?\s*([\w.-]+)\s*%>|%([a-z_][\w.-]*)%/gi;

/** A placeholder's place in a text. */
export interface Placeholder {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** `{{{name}}}`: what is put in is markup itself. */
  readonly isRaw: boolean;
}

/** All placeholders of a text that are names. */
export function findPlaceholders(text: string, options: PlaceholderOptions): Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.matchAll(names)) {
    const [source] = match;
    const name = match.slice(1).find((group) => group !== undefined) ?? '';
    if (match[7] !== undefined && !isPercent(source, options)) continue;
    const isRaw = match[1] !== undefined;
    found.push({ name, start: match.index, end: match.index + source.length, isRaw });
  }
  return found;
}

function isPercent(source: string, options: PlaceholderOptions): boolean {
  return (options.ambiguousPlaceholders ? ambiguousPercent : percent).test(source);
}
