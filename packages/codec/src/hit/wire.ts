/**
 * The one table of the hit wire format: field → parameter name. Names are never changed or reused,
 * only added. A constant object, so that the tag's minifier puts the letters straight into the code.
 *
 * `r`, `t` and `s` are the article's names (random, time, search).
 */
export const wire = {
  random: 'r',
  time: 't',
  search: 's',
  ageMs: 'a',
  site: 'i',
  view: 'v',
  event: 'e',
  url: 'u',
  title: 'h',
  referrer: 'f',
  user: 'n',
  click: 'c',
  language: 'l',
  screen: 'x',
  viewport: 'w',
  timezone: 'z',
  engagementMs: 'g',
  scroll: 'y',
  consent: 'o',
  anonymous: 'q',
  weight: 'b',
  campaignSource: 'ms',
  campaignMedium: 'mm',
  campaignName: 'mn',
  campaignTerm: 'mt',
  campaignContent: 'mc',
  visitor: 'k',
} as const;

/** `d.<name>=value` becomes `data.<name>`. */
export const dataPrefix = 'd.';

/**
 * Other forms of three fields, which the tag can write in fewer bytes of its code. Of what stands twice, in
 * whatever form, the first counts.
 */
export const otherForms = {
  /** The page's clock when the hit was sent, Unix ms: less `t` it is `a`. */
  sent: 'j',
  /** Scroll depth as it was measured, not rounded: `y` is the nearest percent, at most 100. */
  depth: 'p',
  /** All data as one JSON object: `d={"plan":"pro"}` is `d.plan=pro`. */
  data: 'd',
} as const;

/** A field of a hit that has a parameter of its own. */
export type WireField = keyof typeof wire;

/** A parameter name of the wire format, such as `r` or `ms`. */
export type WireName = (typeof wire)[WireField];
