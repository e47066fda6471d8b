/** One transaction, as it went. */
export interface Commit {
  readonly events: number;
  /** Time from the request to the answer that it is on disk, or is not. */
  readonly ms: number;
  readonly stored: boolean;
}

/** Figures of a journal, for whoever watches over it. */
export interface JournalFigures {
  /** Events that wait for the disk. */
  readonly queuedEvents: number;
  /** The same in characters of JSON. */
  readonly queuedBytes: number;
  /** On the journal's disk; Infinity until it has been looked at. */
  readonly freeBytes: number;
  /** Events that retention has deleted. */
  readonly deleted: number;
  /** Deliveries that went with them. */
  readonly undelivered: number;
}

/** Tells listeners of every transaction, and nobody where there are none. */
export function watchCommits<Parts, Result>(
  commit: (parts: Parts) => Promise<Result>,
  listeners: ReadonlySet<(commit: Commit) => void>,
): (parts: Parts, events: number) => Promise<Result> {
  return async (parts, events) => {
    const start = performance.now();
    let stored = false;
    try {
      const results = await commit(parts);
      stored = true;
      return results;
    } finally {
      const ms = performance.now() - start;
      for (const listener of listeners) listener({ events, ms, stored });
    }
  };
}
