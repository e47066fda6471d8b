/** Texts of any length that make a careless parser slow. Each is a unit, written again and again. */
const units: Readonly<Record<string, string>> = {
  'a letter': 'a',
  plus: '+',
  space: ' ',
  tab: '\t',
  newline: '\n',
  percent: '%',
  'escapes of ASCII': '%41',
  'escapes of escapes': '%2525',
  'escapes of UTF-8': '%C3%BC',
  'escapes that are no UTF-8': '%ff',
  'escapes cut short': '%E2%82',
  'beyond ASCII': 'ü日',
  'escapes of half a surrogate pair': '%ED%A0%80',
  emoji: '😀',
  ampersands: '&',
  names: 'a&',
  'empty values': 'a=&',
  equals: '=',
  data: 'd.a=1&',
  'repeated fields': 'r=1&t=2&',
  commas: ',',
  'escaped commas': '%2C',
  sites: 'i,',
  'at signs': '@',
  'email addresses': 'a@b.cd ',
  'domain without end': 'a@b.',
  dots: '.',
  'web tokens': 'eyJa.b.c',
  'beginnings of web tokens': 'eyJ',
  slashes: '/',
  'paths with user names': '//a:b@',
  'starred parameters': '&token=a',
  'nested addresses': '%3Furl%3Dhttps%3A%2F%2Fa',
  'question marks': '?',
  hashes: '#',
  semicolons: ';',
  'names in brackets': 'a[',
  'escaped brackets': '%5B',
  'campaign parameters': '?utm_source=a',
  'click references': '?hm_click=a&',
  'opening brackets': '[',
  braces: '{',
  'objects in objects': '{"a":',
  'lists of lists': '[],',
  quotes: '"',
  backslashes: '\\',
  digits: '1',
  minus: '-',
  colons: ':',
  'IPv4 addresses': '1.2.3.4, ',
  'IPv6 groups': '1:',
  cookies: 'id=1; ',
  'cookie separators': '; ',
  'accepted encodings': 'gzip;q=0.5, ',
  'accepted languages': 'de-CH,de;q=0.9,',
  'user agents': 'Mozilla/5.0 (',
  versions: 'Version/1.',
  'Bearer and spaces': 'Bearer ',
  'end of a header': '\r\n',
  'name of a form': 'name=List-Unsubscribe\n',
};

/** Repeats a unit up to a number of characters. */
function repeat(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** Makes a text of some length that is slow to read for a careless parser. */
export type HostileText = (length: number) => string;

export const hostileTexts: ReadonlyMap<string, HostileText> = new Map<string, HostileText>([
  ...Object.entries(units).map(
    ([name, unit]) => [name, (length: number) => repeat(unit, length)] as const,
  ),
  ['nested lists, closed', (length) => '['.repeat(length / 2) + ']'.repeat(length / 2)],
  [
    'nested lists in an object, closed',
    (length) => `{"a":${'['.repeat(length / 2 - 3)}${']'.repeat(length / 2 - 3)}}`,
  ],
  [
    'lists in many lists',
    (length) => `{"a":${'['.repeat(30)}${repeat('[],', length - 72)}[]${']'.repeat(30)}}`,
  ],
  [
    'a JSON object of many names',
    (length) => {
      let text = '{"a":1';
      for (let n = 0; text.length < length - 12; n += 1) text += `,"${n}":1`;
      return `${text}}`;
    },
  ],
  [
    'data of many names',
    (length) => {
      let text = '';
      for (let n = 0; text.length < length; n += 1) text += `d.${n}=1&`;
      return text.slice(0, length);
    },
  ],
  ['a JSON text of escapes', (length) => `{"a":"${repeat('\\u0000', length - 8)}"}`],
  ['JSON of half surrogate pairs', (length) => `{"a":["${repeat('\\ud800', length - 12)}"]}`],
]);
