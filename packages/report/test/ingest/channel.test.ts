import { describe, expect, it } from 'vitest';
import { channelOf } from '../../src/ingest/channel.ts';

// One row a rule of Google's table at least, and those where the order of the rules decides.
const rows: readonly (readonly [
  source: string | null,
  medium: string | null,
  campaign: string | null,
  channel: string,
])[] = [
  ['(direct)', '(none)', null, 'Direct'],
  ['google', 'organic', 'X Cross-Network 1', 'Cross-network'],
  ['amazon', 'cpc', null, 'Paid Shopping'],
  ['newsletter', 'paid', 'my-shop', 'Paid Shopping'],
  ['google', 'cpc', null, 'Paid Search'],
  ['Google', 'PPC', null, 'Paid Search'],
  ['facebook', 'paid_social', null, 'Paid Social'],
  ['youtube', 'cpv', null, 'Paid Video'],
  ['youtube', null, null, 'Organic Video'],
  ['youtube', 'cpc', null, 'Paid Video'],
  ['somebody', 'banner', null, 'Display'],
  ['somebody', 'cpm', null, 'Display'],
  ['somebody', 'retargeting', null, 'Paid Other'],
  ['ebay', null, null, 'Organic Shopping'],
  ['somebody', null, 'Shopping week', 'Organic Shopping'],
  ['somebody', null, 'bishop', 'Unassigned'],
  ['somebody', null, 'eshop', 'Organic Shopping'],
  ['t.co', 'referral', null, 'Organic Social'],
  ['somebody', 'social media', null, 'Organic Social'],
  ['somebody', 'my video', null, 'Organic Video'],
  ['bing', null, null, 'Organic Search'],
  ['somebody', 'organic', null, 'Organic Search'],
  ['somebody', 'referral', null, 'Referral'],
  ['somebody', 'app', null, 'Referral'],
  ['e-mail', null, null, 'Email'],
  ['newsletter', 'Email', null, 'Email'],
  ['somebody', 'affiliate', null, 'Affiliates'],
  ['somebody', 'audio', null, 'Audio'],
  ['sms', null, null, 'SMS'],
  ['somebody', 'webpush', null, 'Mobile Push Notifications'],
  ['firebase', null, null, 'Mobile Push Notifications'],
  ['newsletter', null, null, 'Unassigned'],
  [null, null, 'spring', 'Unassigned'],
];

describe('channelOf', () => {
  it.each(rows)('takes %j, %j, %j for %s', (source, medium, campaign, channel) => {
    expect(channelOf({ source, medium, campaign })).toBe(channel);
  });
});
