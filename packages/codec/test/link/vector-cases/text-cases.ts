import {
  fragments,
  jsonDelimiters,
  urlPrefixes,
  words,
} from '../../../src/compact/phrase-lists.ts';
import { ofEachKind, open, target, type LinkCase } from './link-case.ts';

export function textCases(): readonly LinkCase[] {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('');
  const texts: Readonly<Record<string, string>> = {
    'every ASCII character': ascii,
    'every ASCII character, backwards': Array.from(ascii).toReversed().join(''),
    'a line end': 'a\nb\n',
    Latin: 'Zoë Müller-Łukasiewicz, Ørsted & Ñandú – «ça va»',
    Greek: 'Καλημέρα κόσμε',
    Cyrillic: 'Привет, мир! Ёлки',
    Armenian: 'Բարեւ աշխարհ',
    Hebrew: 'שלום עולם',
    Arabic: 'مرحبا بالعالم ١٢٣',
    Devanagari: 'नमस्ते दुनिया',
    Bengali: 'ওহে বিশ্ব',
    Tamil: 'வணக்கம் உலகம்',
    Thai: 'สวัสดีชาวโลก',
    Georgian: 'გამარჯობა მსოფლიო',
    Ethiopic: 'ሰላም ልዑል',
    Chinese: '你好,世界。秋季大促',
    Japanese: 'こんにちは世界、カタカナ ﾊﾝｶｸ',
    Korean: '안녕하세요 세계',
    emoji: '🚀👩‍🚀🇨🇭👍🏽',
    'letters beyond the first plane': '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎',
    'combining characters': 'e\u0301 n\u0303 o\u0302\u0323',
    'invisible characters': '\uFEFF\u200B\u200D\u2028\u2029\u00A0\u0085',
    'lone surrogates': '\uD800x\uDC00\uDFFF\uD83D',
    'the first and the last of 11 bits, and of 16': '\x80\u07FF\u0800\uFFFF',
    'how URLs begin': urlPrefixes.phrases.join(' '),
    'what stands in JSON': jsonDelimiters.phrases.join(' '),
    'the words of the preset': words.phrases.join(' '),
    'the words of the preset, without spaces': words.phrases.join(''),
    'the pieces of the preset': fragments.phrases.join(' '),
    'the pieces of the preset, backwards': fragments.phrases.toReversed().join(''),
    dates: '2026-11-22 1970-01-01 2149-06-06 2149-06-07 1969-12-31 2026-02-30 2024-02-29',
    'times to the second': '2026-11-22T09:30:00Z 1970-01-01T00:00:00Z 2242-03-16T12:56:31Z',
    'times to the second that are none':
      '2242-03-16T12:56:32Z 2026-11-22T24:00:00Z 9999-12-31T23:59:59Z',
    'times to the millisecond': '2026-11-22T09:30:00.123Z 2248-09-26T15:10:22.207Z',
    'times to the millisecond that are none': '2248-09-26T15:10:22.208Z 2026-11-22T09:30:00.123',
    'runs of digits': '12 123 12345678901234567 123456789012345678 1',
    'runs of hex digits': 'abcde1 abcdef01 0a1b2c3d4e5f60718293a4b5c6d7e8f90 abcde g1',
    'a run of 70 hex digits': '0f1e2d3c4b'.repeat(7),
    'runs of letters and digits': 'aB3d xK9fQ2LmZp7 Zz9Yy8Xx7Ww6Vv5Uu4Tt3Ss2Rr1Qq0Pp9Oo8',
    'matches of every length': matches(),
    'one character, 5,000 times': 'a'.repeat(5000),
    'two characters, 2,500 times': 'xq'.repeat(2500),
    'a match from far back': `xyzzy-plugh ${' ,;'.repeat(700)} xyzzy-plugh`,
    'bytes that carry': '\x7f'.repeat(40),
  };
  const generous = { maxUrlLength: 100_000 };
  return [
    ...Object.entries(texts).map(([name, label]): LinkCase => ({
      name: `label: ${name}`,
      options: generous,
      kind: 'open',
      arguments: [null, { label, sentAtMs: null }],
    })),
    ...Object.entries(texts)
      .slice(2, 24)
      .map(([name, text]) => open(`metadata: text with ${name}`, { text }, generous)),
    ofEachKind('a label like its target', { label: target, message: target }, { site: target })[1]!,
  ];
}

/** Two pieces each that share from 3 to 37 characters, the longest match being of 35. */
function matches(): string {
  return Array.from({ length: 35 }, (_, index) => {
    const piece = String.fromCharCode(0x4e00 + index).repeat(2) + ',;:'.repeat(12).slice(index);
    return `${piece}|${piece}`;
  }).join('~');
}
