import { Parser } from 'htmlparser2';
import { invalidSettings } from '../settings/settings-error.ts';
import type { EmailOutline, OutlineBlock, OutlinePiece } from './outline.ts';

/** Largest HTML that is read, in bytes: several times what mail programs show. */
export const maxHtmlBytes = 256 * 1_024;

/** Elements within each other; the parser takes time by the square of them. */
const maxDepth = 256;
const maxBlocks = 500;
const maxLinks = 200;
const maxCharacters = 50_000;
const maxAddressLength = 2_048;

/** Elements whose contents nobody sees. */
const unseen = new Set(
  'script style head title template noscript iframe object svg math select textarea audio video'.split(
    ' ',
  ),
);
/** Elements that words flow through. */
const inline = new Set(
  'a abbr acronym area b bdi bdo big center cite code del em font i img ins label map mark o:p q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);
const heading = /^h[1-6]$/;
const hidden = /(?:^|[;\s])(?:display\s?:\s?none|mso-hide\s?:\s?all)/i;
const webAddress = /^https?:\/\//i;

/**
 * Reads an email's HTML into its outline.
 *
 * @throws SettingsError `settings-invalid`: elements within each other without end
 */
export function readOutline(html: string): EmailOutline {
  const blocks: OutlineBlock[] = [];
  const links: string[] = [];
  let pieces: OutlinePiece[] = [];
  let kind: OutlineBlock['kind'] = 'text';
  let link: number | null = null;
  let depth = 0;
  let unseenDepth = 0;
  let characters = 0;
  let isCut = false;

  function add(piece: OutlinePiece): void {
    if (characters >= maxCharacters || blocks.length >= maxBlocks) {
      isCut = true;
      return;
    }
    const text = piece.text.slice(0, maxCharacters - characters);
    characters += Math.max(1, text.length);
    if (text.length < piece.text.length) isCut = true;
    const last = pieces.at(-1);
    const isSame = last?.kind === 'text' && piece.kind === 'text' && last.link === piece.link;
    if (isSame) pieces[pieces.length - 1] = { ...last, text: last.text + text };
    else pieces.push({ ...piece, text });
  }

  function endBlock(next: OutlineBlock['kind'] = 'text'): void {
    const trimmed = pieces.map((piece) => ({ ...piece, text: piece.text.replace(/\s+/gu, ' ') }));
    const isSeen = trimmed.some(
      ({ kind: own, text, link: to }) => own === 'image' || to !== null || text.trim() !== '',
    );
    if (isSeen) blocks.push({ kind, pieces: trimmed });
    pieces = [];
    kind = next;
  }

  function beginLink(href: string | undefined): void {
    const address = href?.trim() ?? '';
    if (!webAddress.test(address)) return;
    if (links.length >= maxLinks) isCut = true;
    else link = links.push(address.slice(0, maxAddressLength)) - 1;
  }

  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > maxDepth) {
        const message = `expected at most ${maxDepth} elements within each other`;
        throw invalidSettings([{ path: 'html', message }]);
      }
      const isHidden = 'hidden' in attributes || hidden.test(attributes['style'] ?? '');
      if (unseenDepth > 0 || unseen.has(name) || isHidden) {
        unseenDepth += 1;
        return;
      }
      if (name === 'a' || name === 'area') beginLink(attributes['href']);
      const alternative = attributes['alt'] ?? '';
      if (name === 'img' && !isPixel(attributes)) add({ kind: 'image', text: alternative, link });
      if (name === 'area') {
        add({ kind: 'image', text: alternative, link });
        link = null;
      }
      if (!inline.has(name)) endBlock(kindOf(name));
    },
    ontext(text) {
      if (unseenDepth === 0) add({ kind: 'text', text, link });
    },
    onclosetag(name) {
      depth -= 1;
      if (unseenDepth > 0) {
        unseenDepth -= 1;
        return;
      }
      if (name === 'a') link = null;
      if (!inline.has(name)) endBlock();
    },
  });
  parser.write(html);
  parser.end();
  endBlock();
  return { blocks, links, is_cut: isCut };
}

function kindOf(name: string): OutlineBlock['kind'] {
  if (heading.test(name)) return 'heading';
  return name === 'li' ? 'item' : 'text';
}

/** Pictures that nobody is meant to see. */
function isPixel({ width, height }: Readonly<Record<string, string>>): boolean {
  return [width, height].some((size) => size !== undefined && /^[01](?:px)?$/.test(size.trim()));
}
