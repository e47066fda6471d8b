/** What a template engine, or the service that sends the email, puts in later. */
export interface PlaceholderOptions {
  /**
   * Also takes `%DATE%` and the like for placeholders: names that begin as an escape such as `%DA`
   * does, which is also how addresses with escaped letters look (`%C3%A9t%C3%A9`).
   *
   * @defaultValue false
   */
  readonly ambiguousPlaceholders?: boolean | undefined;
}

/** `{{…}}`, `{%…%}`, `*|…|*`, `[[…]]`, `<%…%>` and `%%name%%`: an opening one is enough. */
const delimited = /\{\{|\{%|\*\||\[\[|<%|%%[a-z_][\w.-]*%%/i;

/** `%name%`, where `%na` is no escape. */
const percent = /%(?![\da-f]{2})[a-z_][\w.-]*%/i;

/** `%DATE%`, but not `%C3%`: that is an escape and nothing else. */
const ambiguousPercent = /%(?!(?:[\da-f]{2})%)[a-z_][\w.-]*%/i;

/** Whether a URL is not known before a placeholder in it is filled. */
export function hasPlaceholder(url: string, options: PlaceholderOptions): boolean {
  if (delimited.test(url)) return true;
  return (options.ambiguousPlaceholders ? ambiguousPercent : percent).test(url);
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
    if (match[7] !== undefined && !hasPlaceholder(source, options)) continue;
    const isRaw = match[1] !== undefined;
    found.push({ name, start: match.index, end: match.index + source.length, isRaw });
  }
  return found;
}
