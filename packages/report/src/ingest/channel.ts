import { categoryOf } from './find-source.ts';

/** Facts that Google's rules look at; null: not set. */
export interface ChannelFacts {
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
}

/** Channel of a visit that no rule matches. */
const unassigned = 'Unassigned';

const paid = /cp|^paid|^(ppc|retargeting)$/;
const shop = /(^|[^a-df-z])shop|shopping/;
const email = /^(email|e-mail|e_mail|e mail)$/;

const displayMedia = ['display', 'banner', 'expandable', 'interstitial', 'cpm'];
const socialMedia = [
  'social',
  'social-network',
  'social-media',
  'sm',
  'social network',
  'social media',
];

interface Facts {
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly category: string | null;
}

/**
 * Rules in order; the first that holds names the channel.
 *
 * Source: Google Analytics Help, "[GA4] Default channel group", table "Channels for manual traffic",
 * support.google.com/analytics/answer/9756891, as of 2026.
 */
const rules: readonly (readonly [channel: string, holds: (facts: Facts) => boolean])[] = [
  [
    'Direct',
    ({ source, medium }) => source === '(direct)' && ['(none)', '(not set)'].includes(medium),
  ],
  ['Cross-network', ({ campaign }) => campaign.includes('cross-network')],
  [
    'Paid Shopping',
    ({ category, campaign, medium }) =>
      (category === 'shopping' || shop.test(campaign)) && paid.test(medium),
  ],
  ['Paid Search', ({ category, medium }) => category === 'search' && paid.test(medium)],
  ['Paid Social', ({ category, medium }) => category === 'social' && paid.test(medium)],
  ['Paid Video', ({ category, medium }) => category === 'video' && paid.test(medium)],
  ['Display', ({ medium }) => displayMedia.includes(medium)],
  ['Paid Other', ({ medium }) => paid.test(medium)],
  ['Organic Shopping', ({ category, campaign }) => category === 'shopping' || shop.test(campaign)],
  [
    'Organic Social',
    ({ category, medium }) => category === 'social' || socialMedia.includes(medium),
  ],
  ['Organic Video', ({ category, medium }) => category === 'video' || medium.includes('video')],
  ['Organic Search', ({ category, medium }) => category === 'search' || medium === 'organic'],
  ['Referral', ({ medium }) => ['referral', 'app', 'link'].includes(medium)],
  ['Email', ({ source, medium }) => email.test(source) || email.test(medium)],
  ['Affiliates', ({ medium }) => medium === 'affiliate'],
  ['Audio', ({ medium }) => medium === 'audio'],
  ['SMS', ({ source, medium }) => source === 'sms' || medium === 'sms'],
  [
    'Mobile Push Notifications',
    ({ source, medium }) =>
      medium.endsWith('push') ||
      medium.includes('mobile') ||
      medium.includes('notification') ||
      source === 'firebase',
  ],
];

/** The channel by Google's published default rules, which know no letter case. */
export function channelOf({ source, medium, campaign }: ChannelFacts): string {
  const facts: Facts = {
    source: source?.toLowerCase() ?? '(not set)',
    medium: medium?.toLowerCase() ?? '(not set)',
    campaign: campaign?.toLowerCase() ?? '',
    category: source === null ? null : categoryOf(source),
  };
  return rules.find(([, holds]) => holds(facts))?.[0] ?? unassigned;
}
