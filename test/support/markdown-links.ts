import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links and pictures of a Markdown file that lead to no file, or to no heading of it. */
export function deadLinks(path: string): readonly string[] {
  const text = withoutCode(path);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)|src(?:set)?="([^"]+)"/g)]
    .map(([, link, picture]) => link ?? picture ?? '')
    .filter((link) => !/^[a-z]+:|`/.test(link));
  return links.filter((link) => !leadsSomewhere(path, link));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const target = file === '' ? from : join(dirname(from), file);
  if (!existsSync(target)) return false;
  if (heading === undefined) return true;
  const page = statSync(target).isDirectory() ? join(target, 'README.md') : target;
  return existsSync(page) && anchors(page).includes(heading);
}

/** Anchors as GitHub makes them of headings. */
function anchors(path: string): readonly string[] {
  return [...withoutCode(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(path: string): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  let isCode = false;
  const kept = lines.filter((line) => {
    const isFence = line.startsWith('```');
    if (isFence) isCode = !isCode;
    return !isCode && !isFence;
  });
  return kept.join('\n');
}
