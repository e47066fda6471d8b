import type { ClickReferences } from '@hitmark/codec/click';
import type { Options } from '../configuration/index.ts';
import type { UserAgentFacts } from '../enrich/user-agent.ts';

/** What the pipeline must know of the configuration. */
export type PipelineSettings = Pick<
  Options,
  'publicUrl' | 'trustedProxyHops' | 'cookie' | 'privacy' | 'sites'
> & {
  readonly limits: Pick<Options['limits'], 'maxUrlBytes' | 'maxHitsPerRequest'>;
};

/** What it must know for links. */
export type LinkSettings = PipelineSettings & {
  readonly links: Pick<Options['links'], 'plainRedirectHosts' | 'allowUserinfo'>;
};

/** What of them is looked at to decide what a hit is: plain data, for whichever thread decides. */
export type DecisionSettings = Pick<PipelineSettings, 'cookie' | 'privacy' | 'sites'>;

/** What the pipeline is handed beside the request, owned by the shell. */
export interface PipelineDeps {
  readonly ids: Ids;
  /** As `readUserAgent`, remembering: the same few come again and again. */
  readonly readUserAgent: (userAgent: string | null) => UserAgentFacts;
  /** Takes out of an address what must not be stored. */
  readonly cleanUrl: (url: string) => string;
  /** Takes it out of a title or a search term. */
  readonly cleanText: (text: string) => string;
  readonly unsealClick: ClickReferences['unseal'];
  /** A visitor without a cookie, by the secret of the day that a time (Unix ms) falls on. */
  readonly dailyVisitor: (traits: DailyTraits, time: number) => string;
}

/** What it is handed for links: to these no click has led. */
export type LinkDeps = Omit<PipelineDeps, 'unsealClick'>;

/** What is the same of a browser on a site all day, and of few others. */
export interface DailyTraits {
  readonly site: string | null;
  /** Whole. */
  readonly address: string;
  readonly userAgent: string | null;
}

/** Randomness of the pipeline, owned by the shell. */
export interface Ids {
  /** A new uuid v7 for an event that no identity gives one, received at a time (Unix ms). */
  event(received: number): string;
  /** A uuid v4 for a browser that has none; the same for each hit of one page view. */
  visitor(view?: string): string;
}
