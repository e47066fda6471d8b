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

/** A field of a hit that has a parameter of its own. */
export type WireField = keyof typeof wire;

/** A parameter name of the wire format, such as `r` or `ms`. */
export type WireName = (typeof wire)[WireField];
