import { eventTypes } from '@hitmark/codec/event';
import { adClickIds, maxAddressLength, maxAgeMs, maxWordsLength } from '@hitmark/codec/hit';
import * as v from 'valibot';
import { maxUserAgentLength } from '../../enrich/user-agent.ts';
import { parseAddress } from '../request/address.ts';
import { data } from './data.ts';
import { choice, integer, members, text, textLike, timeMs } from './fields.ts';
import type { PostedEvent } from './posted-event.ts';

/** Emails that one `sent` can stand for: more than anybody sends at once. */
const maxWeight = 1e9;
const weightMessage = `expected a number from 1 to ${maxWeight}`;
const size = () => textLike(/^\d{1,5}x\d{1,5}$/, 'width and height such as 1920x1080');

/** Schema of an event that a site's own server posts. */
export const postedEventSchema = v.pipe(
  members({
    type: choice(eventTypes),
    name: v.nullish(text(128), null),
    key: v.nullish(text(64), null),
    time: v.nullish(timeMs(), null),
    view: v.nullish(text(64), null),
    visitor: v.nullish(
      textLike(
        /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        'a uuid v4 in lower case',
      ),
      null,
    ),
    user: v.nullish(text(256), null),
    recipient: v.nullish(text(128), null),
    url: v.nullish(text(maxAddressLength), null),
    title: v.nullish(text(maxWordsLength), null),
    referrer: v.nullish(text(maxAddressLength), null),
    search: v.nullish(text(maxWordsLength), null),
    campaign: v.nullish(
      members({
        source: v.nullish(text(maxWordsLength), null),
        medium: v.nullish(text(maxWordsLength), null),
        name: v.nullish(text(maxWordsLength), null),
        term: v.nullish(text(maxWordsLength), null),
        content: v.nullish(text(maxWordsLength), null),
        network: v.nullish(choice(adClickIds), null),
      }),
      {},
    ),
    message: v.nullish(text(256), null),
    sent_time: v.nullish(timeMs(), null),
    data: v.nullish(data(), {}),
    engagement: v.nullish(
      members({
        ms: v.nullish(integer(maxAgeMs), null),
        scroll: v.nullish(integer(100), null),
      }),
      {},
    ),
    weight: v.nullish(
      v.pipe(
        v.number(weightMessage),
        v.minValue(1, weightMessage),
        v.maxValue(maxWeight, weightMessage),
      ),
      1,
    ),
    consent: v.nullish(choice(['granted', 'denied', 'unset']), 'unset'),
    client: v.nullish(
      members({
        ip: v.nullish(
          v.pipe(
            v.string('expected an IPv4 or IPv6 address'),
            v.check((value) => parseAddress(value) !== null, 'expected an IPv4 or IPv6 address'),
          ),
          null,
        ),
        user_agent: v.nullish(text(maxUserAgentLength), null),
        language: v.nullish(textLike(/^[\w-]{1,64}$/, 'a language such as de-CH'), null),
        screen: v.nullish(size(), null),
        viewport: v.nullish(size(), null),
        timezone: v.nullish(textLike(/^[\w/+-]{1,64}$/, 'a name such as Europe/Zurich'), null),
        country: v.nullish(textLike(/^[A-Z]{2}$/, 'two capital letters such as CH'), null),
      }),
      {},
    ),
  }),
  v.forward(
    v.check(
      ({ type, name }) => (type === 'event') === (name !== null),
      'expected a name where the type is event, and only there',
    ),
    ['name'],
  ),
) satisfies v.GenericSchema<unknown, PostedEvent>;
