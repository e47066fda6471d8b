import { posix } from 'node:path';

/**
 * A package's page whose relative links lead into the repository: what is installed has neither docs/ nor
 * examples/.
 *
 * @param page path of the page in the repository
 * @param base address of the repository's files, such as https://github.com/owner/name/blob/v1.0.0
 */
export function withAbsoluteLinks(markdown: string, page: string, base: string): string {
  const absolute = (link: string): string =>
    /^([a-z]+:|#)/.test(link) ? link : `${base}/${posix.join(posix.dirname(page), link)}`;
  return markdown
    .split(/(^```[^]*?^```$)/m)
    .map((part, index) => (index % 2 === 1 ? part : linksReplaced(part, absolute)))
    .join('');
}

function linksReplaced(text: string, replace: (link: string) => string): string {
  return text
    .replace(/\]\(([^)\s]+)\)/g, (_all, link: string) => `](${replace(link)})`)
    .replace(/(src(?:set)?)="([^"]+)"/g, (_all, name: string, link: string) => {
      return `${name}="${replace(link)}"`;
    });
}
