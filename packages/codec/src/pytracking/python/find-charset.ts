import { LinkError } from '../../link-error.ts';
import type { Charset } from './charset.ts';
import { findPlatformCharset } from './platform-charset.ts';
import { findSingleByteCharset } from './single-byte.ts';
import { utf16, utf8, withByteOrderMark } from './utf.ts';

/**
 * The charset of a Python name such as `utf-8`, `ascii`, `latin-1`, `cp1252`, `iso-8859-15` or
 * `utf-16`, or of a label that browsers know. Not all that Python has: those that JavaScript can read.
 *
 * @throws LinkError `malformed-encoding` for any other name
 */
export function findCharset(pythonName: string): Charset {
  const name = pythonName.toLowerCase().replace(/[^a-z\d]+/g, '-');
  if (/^(utf-?8|u8|utf)$/.test(name)) return utf8;
  if (/^utf-?8-sig$/.test(name)) return withByteOrderMark(utf8);
  if (/^utf-?16-?le$/.test(name)) return utf16(true);
  if (/^utf-?16-?be$/.test(name)) return utf16(false);
  if (/^(utf-?16|u16)$/.test(name)) return withByteOrderMark(utf16(true));
  const charset = findSingleByteCharset(name) ?? findPlatformCharset(pythonName, name);
  if (charset) return charset;
  throw new LinkError(
    'malformed-encoding',
    'encoding is not known; utf-8, ascii and latin-1 are, among others',
  );
}
