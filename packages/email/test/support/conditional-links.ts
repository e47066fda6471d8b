/** Links in conditional comments, found in the simplest way there is: by patterns, not by a scanner. */
export function countConditionalLinks(html: string): number {
  const comments = html.match(/<!--\[if[^>]*\]>[\s\S]*?-->/gi) ?? [];
  const tags = comments.flatMap((comment) => comment.match(/<(?:a|area|v:\w+)\s[^>]*>/gi) ?? []);
  return tags.filter((tag) => /\shref\s*=\s*["']?\s*(?:https?:)?\/\//i.test(tag)).length;
}
