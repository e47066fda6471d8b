import { createPytrackingFormat, type PytrackingSettings } from '../pytracking/token-format.ts';
import { createSealedFormat, type SealedSettings } from './sealed-format.ts';
import type { TokenFormat } from './token-format.ts';

/** Every format of tokens: the one place where the core meets pytracking's. */
export interface TokenFormats {
  readonly sealed: TokenFormat;
  readonly pytracking: TokenFormat;
}

/** @throws LinkError `bad-key`, or `bad-input` for a Fernet key beyond ASCII */
export function createTokenFormats(
  sealed: SealedSettings,
  pytracking: PytrackingSettings,
): TokenFormats {
  return { sealed: createSealedFormat(sealed), pytracking: createPytrackingFormat(pytracking) };
}
