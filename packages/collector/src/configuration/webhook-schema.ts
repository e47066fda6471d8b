import { eventTypes } from '@hitmark/codec/event';
import * as v from 'valibot';
import { webhookFormats } from './webhook-formats.ts';
import { isWebhookSecret } from './webhook-secret.ts';
import { refuseTarget, type TargetRefusal } from '../targets/target-rules.ts';
import { expected, flag, group, integer, json, text, textList } from './values.ts';
import type { WebhookKey, WebhookOptions } from './webhook-options.ts';

const signing = {
  secrets: v.optional(
    v.array(text('whsec_ and base64 of 24 to 64 bytes', isWebhookSecret), expected('a list')),
    [],
  ),
  format: v.optional(
    v.picklist(['standard', 'pytracking'], expected('standard or pytracking')),
    'standard',
  ),
};

const signed = <Key extends WebhookKey>() =>
  v.check<Key, string>(
    ({ secrets, format }) => format === 'pytracking' || secrets.length > 0,
    expected('secrets, which only format pytracking can do without'),
  );

const receiver = v.pipe(
  v.strictObject({
    url: text('a URL', (url) => URL.canParse(url)),
    ...signing,
    types: v.optional(
      v.array(v.picklist(eventTypes, expected(eventTypes.join(', '))), expected('a list')),
    ),
    timeoutMs: v.optional(integer(1, 60_000)),
  }),
  signed(),
  v.check(
    ({ format, types = [] }) => types.every((type) => webhookFormats[format].types.includes(type)),
    expected('types open and click only, since format pytracking knows no others'),
  ),
  v.transform(({ types, timeoutMs, ...rest }) => ({
    ...rest,
    types: types ?? webhookFormats[rest.format].types,
    timeoutMs: timeoutMs ?? webhookFormats[rest.format].timeoutMs,
  })),
);

const key = v.pipe(v.strictObject(signing), signed());

/** Accepted values and defaults of the options about webhooks. */
export const webhookEntries = {
  webhooks: v.optional(
    json(
      v.pipe(
        v.array(receiver, expected('a list of receivers')),
        v.check(
          (receivers) => new Set(receivers.map(({ url }) => url)).size === receivers.length,
          expected('each url once'),
        ),
      ),
    ),
    [],
  ),
  webhookKeys: v.optional(json(v.record(v.string(), key, expected('secrets by key id'))), {}),
  webhookTargets: group({
    allowPrivateAddresses: v.optional(flag(), false),
    allowedPorts: v.optional(ports(), []),
  }),
};

const refusals: Readonly<Record<TargetRefusal, string>> = {
  'no-url': 'a URL',
  'not-http': 'an http or https URL',
  credentials: 'a URL without user and password',
  port: 'port 80 or 443, or one of webhookTargets.allowedPorts',
  'private-address': 'a public address, unless webhookTargets.allowPrivateAddresses is true',
};

/** Finds receivers that break the rules of `webhookTargets`. */
export function targetProblems({
  webhooks,
  webhookTargets,
}: Pick<WebhookOptions, 'webhooks' | 'webhookTargets'>): string[] {
  return webhooks.flatMap(({ url }, index) => {
    const refusal = refuseTarget(url, webhookTargets);
    return refusal === null ? [] : [`webhooks.${index}.url: ${expected(refusals[refusal])}`];
  });
}

function ports() {
  return v.pipe(textList('ports'), v.array(integer(1, 65_535), expected('ports')));
}
