import type { Options } from '../configuration/index.ts';

/** What the pipeline must know of the configuration. */
export type PipelineSettings = Pick<
  Options,
  'publicUrl' | 'trustedProxyHops' | 'cookie' | 'privacy'
> & {
  readonly limits: Pick<Options['limits'], 'maxUrlBytes' | 'maxHitsPerRequest'>;
};

/** What it must know for links. */
export type LinkSettings = PipelineSettings & {
  readonly links: Pick<Options['links'], 'plainRedirectHosts' | 'allowUserinfo'>;
};

/** Randomness of the pipeline, owned by the shell. */
export interface Ids {
  /** A uuid v7 for an event received at a time (Unix ms). */
  event(received: number): string;
  /** A uuid v4 for a browser that has none. */
  visitor(): string;
}
