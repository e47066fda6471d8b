/** Outcome of one transaction. */
export interface Commit {
  readonly events: number;
  /** Time from the request to the answer that it is on disk, or is not. */
  readonly ms: number;
  readonly stored: boolean;
}

/** Figures of a journal, for metrics and health checks. */
export interface JournalFigures {
  /** Events that wait for the disk. */
  readonly queuedEvents: number;
  /** Size of the queued events, in characters of their JSON. */
  readonly queuedBytes: number;
  /** Free bytes of the journal's disk; Infinity until they have been measured. */
  readonly freeBytes: number;
  /** Events that retention has deleted. */
  readonly deleted: number;
  /** Webhook deliveries that retention has deleted with their events. */
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
