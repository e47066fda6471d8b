import { unreadable, unwritable, type Charset } from './charset.ts';

const ascii = /* @__PURE__ */ charactersFrom(0, 128);
const latin1 = /* @__PURE__ */ charactersFrom(128, 128);

// Bytes 0x80 to 0x9F. Here too, because Node 20 reads them as control characters.
const windows1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

/**
 * ASCII, Latin-1, Windows code pages, ISO 8859, KOI8-R or code page 866; undefined for other names.
 *
 * @param name in lower case, with - for any punctuation
 */
export function findSingleByteCharset(name: string): Charset | undefined {
  if (/^((us-)?ascii|646)$/.test(name)) return singleByte('');
  if (/^(latin-?1?|l1|(iso-?)?8859(-1)?|cp819)$/.test(name)) return singleByte(latin1);
  if (/^(cp|windows-)1252$/.test(name)) return singleByte(windows1252 + latin1.slice(32));
  // For a byte without a character in Windows, the platform reads a control character; Python fails.
  if (/^(cp|windows-)125[0-8]$/.test(name)) {
    return singleByte(platformHigh(name).replace(/[\x80-\x9f]/g, '\uFFFD'));
  }
  // For these the platform takes the Windows code page, which has more between 0x80 and 0x9F.
  if (/^(iso-?8859-9|latin-?5|l5)$/.test(name)) return singleByte(isoHigh('windows-1254'));
  if (/^(iso-?8859-11|thai)$/.test(name)) return singleByte(isoHigh('windows-874'));
  if (/^(iso-?8859-([2-8]|1[0345])|koi8-r|cp866)$/.test(name))
    return singleByte(platformHigh(name));
  return undefined;
}

/** @param high characters of the bytes from 0x80; U+FFFD for a byte without one */
function singleByte(high: string): Charset {
  const table = ascii + high;
  return {
    isAsciiSuperset: true,
    encode: (text) =>
      Uint8Array.from(text, (character) => {
        const byte = character === '\uFFFD' ? -1 : table.indexOf(character);
        if (byte < 0) throw unwritable();
        return byte;
      }),
    decode(bytes) {
      const text = Array.from(bytes, (byte) => table[byte] ?? '\uFFFD').join('');
      if (text.includes('\uFFFD')) throw unreadable();
      return text;
    },
  };
}

function platformHigh(label: string): string {
  return new TextDecoder(label).decode(Uint8Array.from(latin1, (byte) => byte.charCodeAt(0)));
}

function isoHigh(label: string): string {
  return latin1.slice(0, 32) + platformHigh(label).slice(32);
}

function charactersFrom(first: number, count: number): string {
  return String.fromCharCode(...Array.from({ length: count }, (_, index) => first + index));
}
