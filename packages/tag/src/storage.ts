import { isAnonymous } from './privacy.ts';

/** What the tag may find in the browser's storage. */
interface Storage {
  /** Hits for later, each ended by a line feed. */
  hitmark?: string;
  /** Unix ms until which the collector wants nothing (Retry-After). */
  hitmarkPause?: number;
  /** The person does not want to be counted. */
  readonly hitmarkOff?: unknown;
}

/** For as long as the page is open, where storage is refused: in a sandboxed frame, or by the person. */
export let kept: Storage = {};

try {
  kept = localStorage as Storage;
} catch {}

/** Nothing is kept where the person is not to be known. */
export function storage(): Storage {
  return isAnonymous() ? {} : kept;
}
