/** What the pipeline must know of the configuration. See `Options` for each field's meaning. */
export interface PipelineSettings {
  readonly publicUrl: string | null;
  readonly trustedProxyHops: number;
  readonly cookie: {
    readonly name: string;
    readonly maxAgeDays: number;
    readonly domain: string | null;
  };
  readonly privacy: {
    readonly honourSignals: boolean;
    readonly anonymousKeys: readonly string[];
  };
  readonly limits: {
    readonly maxUrlBytes: number;
    readonly maxHitsPerRequest: number;
  };
}

/** Randomness of the pipeline, owned by the shell. */
export interface Ids {
  /** A uuid v7 for an event received at a time (Unix ms). */
  event(received: number): string;
  /** A uuid v4 for a browser that has none. */
  visitor(): string;
}
