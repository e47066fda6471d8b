import { isAnonymous } from './privacy.ts';

/** What the tag may find in the browser's storage. */
interface Storage {
  /** Hits for later, each ended by a line feed. */
  hitmark?: string;
  /** Unix ms until which the collector wants nothing. */
  hitmarkPause?: number;
  /** The person does not want to be counted. */
  readonly hitmarkOff?: unknown;
}

/** For as long as the page is open, where nothing may be kept. */
const memory: Storage = {};

export let kept = memory;

try {
  kept = localStorage as Storage;
} catch {
  // Refused in a sandboxed frame, or by the person.
}

export function storage(): Storage {
  return isAnonymous() ? memory : kept;
}
