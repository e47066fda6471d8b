/** Items of the browser's storage that are the tag's, as they are called there. */
export interface StoredItems {
  /** Hits for later, each ended by a line feed. */
  hitmark?: string;
  /** The person does not want to be counted. */
  readonly hitmarkOff?: unknown;
}

/** The browser's storage; an object of the page where it is refused, as in a sandboxed frame. */
export function openStorage(): StoredItems {
  try {
    return (localStorage as StoredItems | null) ?? {};
  } catch {
    return {};
  }
}
