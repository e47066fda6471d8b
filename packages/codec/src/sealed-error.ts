import { LinkError, type LinkErrorCode } from './link-error.ts';

/** Of a sealed token, whatever category its code has elsewhere. */
export function sealedError(code: LinkErrorCode, expected: string): LinkError {
  return new LinkError(code, `expected ${expected}`, { category: 'sealed' });
}
