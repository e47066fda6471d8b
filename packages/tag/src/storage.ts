import { isAnonymous } from './privacy.ts';

/** What the tag may find in the browser's storage. */
interface Storage {
  /** Hits for later, each ended by a line feed. */
  hitmark?: string;
  /** Unix ms until which the collector wants nothing. */
  hitmarkPause?: number | undefined;
  /** The person does not want to be counted. */
  readonly hitmarkOff?: unknown;
}

/** For as long as the page is open, where the browser's storage is refused or must not be used. */
const memory: Storage = {};

export function storage(isAllowed = !isAnonymous()): Storage {
  try {
    if (isAllowed) return localStorage as Storage;
  } catch {
    // Sandboxed, or blocked by the person.
  }
  return memory;
}
