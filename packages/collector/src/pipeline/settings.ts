import type { ClickReferences } from '@hitmark/codec/click';
import type { Options } from '../configuration/index.ts';
import type { UserAgentFacts } from '../enrich/user-agent.ts';

/** Options that the pipeline depends on. */
export type PipelineSettings = Pick<
  Options,
  'publicUrl' | 'trustedProxyHops' | 'cookie' | 'privacy' | 'sites'
> & {
  readonly limits: Pick<Options['limits'], 'maxUrlBytes' | 'maxHitsPerRequest'>;
};

/** Options that the pipeline depends on for links. */
export type LinkSettings = PipelineSettings & {
  readonly links: Pick<Options['links'], 'plainRedirectHosts' | 'allowUserinfo'>;
};

/** Options that decide what a hit is: plain data, for whichever thread decides. */
export type DecisionSettings = Pick<PipelineSettings, 'cookie' | 'privacy' | 'sites'>;

/** Part of a request's origin that cookies depend on. */
export interface CookieOrigin {
  readonly https: boolean;
  readonly host: string;
}

/** Set-Cookie headers of visitors, by one set of settings. */
export interface VisitorCookies {
  /** The header that gives or renews a visitor. */
  give(visitor: string, origin: CookieOrigin): string;
  /** The header that removes a visitor. Browsers remove a partitioned cookie only if the attributes are the same. */
  expire(origin: CookieOrigin): string;
}

/** Dependencies of the pipeline, owned by the shell. */
export interface PipelineDeps {
  readonly ids: Ids;
  readonly visitorCookies: VisitorCookies;
  /** `readUserAgent` with a cache, since the same few user agents come again and again. */
  readonly readUserAgent: (userAgent: string | null) => UserAgentFacts;
  /** Stars the parts of an address that must not be stored. */
  readonly cleanUrl: (url: string) => string;
  /** Stars the parts of a title or a search term that must not be stored. */
  readonly cleanText: (text: string) => string;
  readonly unsealClick: ClickReferences['unseal'];
  /** A visitor without a cookie, by the secret of the day that a time (Unix ms) falls on. */
  readonly dailyVisitor: (traits: DailyTraits, time: number) => string;
}

/** Dependencies of the pipeline for links: no click has led to a link of an email. */
export type LinkDeps = Omit<PipelineDeps, 'unsealClick'>;

/** Traits of a browser on a site that stay the same all day, and of few others. */
export interface DailyTraits {
  readonly site: string | null;
  /** IP address, not truncated. */
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
