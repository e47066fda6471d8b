import { isLetter } from './characters.ts';

/** Longest name that is looked up, in letters: a code has five bits for each, and stays a small integer. */
const maxLetters = 6;

/** Names of tags and attributes that emails are made of: those of at most `maxLetters` letters. */
const commonNames = (
  'a abbr align alink alt area article aside b base big body border br button center cite class clear code col color ' +
  'colgroup cols dd del dir div dl dt em face figure font footer form frame head header height hr href html i id image ' +
  'img input ins label lang li line link main map math media meta name nav nowrap ol onload option oval p pre px rel ' +
  'role rows rules s scope script section shape size sizes small span src srcset strike strong style sub sup svg table ' +
  'target tbody td text tfoot th thead title tr tt type u ul usemap valign value video vlink width xml xmlns'
).split(' ');

const namesByCode: ReadonlyMap<number, string> = new Map(
  commonNames
    .filter((name) => name.length <= maxLetters)
    .map((name) => [codeOf(name, 0, name.length), name]),
);

/**
 * Reads the name of a tag or an attribute, in lower case. Common names are looked up by their letters: to cut each
 * out, and to compare it afterwards, would take a third of a scan (measured).
 */
export function readName(html: string, start: number, end: number): string {
  const known = end - start > maxLetters ? undefined : namesByCode.get(codeOf(html, start, end));
  return known ?? html.slice(start, end).toLowerCase();
}

/** Number that stands for a few letters, whatever their case; -1: not all are letters. */
function codeOf(text: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (!isLetter(unit)) return -1;
    letters = letters * 32 + (unit & 31);
  }
  return letters;
}
