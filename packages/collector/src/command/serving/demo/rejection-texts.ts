import type { RejectionReason } from '../../../pipeline/request/rejection.ts';

const otherLink = 'No link of ours: it was changed, cut, or made with another key.';
const badTarget = 'The link leads to an address that links may not have.';

/** Reasons for which a request is no event, and the way out: for people. */
export const rejectionTexts: Readonly<Record<RejectionReason, string>> = {
  'invalid-value':
    'A time that lies ahead, or a member of an event in JSON that is not what it may be.',
  'unknown-member': 'An event in JSON has a member that there is none.',
  'wrong-key': 'The key of the request is no site’s: compare it with `siteKeys`.',
  'other-site': 'The hit names another site than that of its request’s key.',
  method: 'The address does not take this method.',
  'url-too-long':
    'The address of the request is longer than `limits.maxUrlBytes`: send less data, or use POST.',
  'body-too-large': 'The body is larger than `limits.maxBodyBytes`.',
  'too-many-hits': 'The body has more hits than one request may have.',
  'media-type': 'The body is neither text/plain in UTF-8 nor, with a site’s key, JSON.',
  'no-hits': 'The body is empty.',
  'no-unsubscribe': 'The body is not `List-Unsubscribe=One-Click` (RFC 8058).',
  'request-aborted': 'The body ended before the length that it announced.',
  'redirect-not-allowed':
    'Nobody vouches for where the click would lead: see `links.plainRedirectHosts`.',
  'unknown-site': 'The operator lists the sites, and this is none of them.',
  'forbidden-origin': 'The page is at none of its site’s origins.',
  internal: 'A fault of hitmark: see its log.',
  'malformed-base64': otherLink,
  'malformed-encoding': otherLink,
  'malformed-json': otherLink,
  'wrong-shape': otherLink,
  'too-deep': otherLink,
  'malformed-token': otherLink,
  'bad-signature': otherLink,
  'malformed-payload': otherLink,
  expired: 'The link is older than its sender lets it be.',
  'not-yet-valid':
    'The link is from the future: compare the clocks of the sender and of the collector.',
  'unknown-key': 'The link names a key that is not among `links.keys`.',
  'bad-key': 'The key of the link is no key.',
  'bad-input': 'A setting of the links has to be changed.',
  'wrong-kind': 'The link is of another kind than its path: an open, a click or an unsubscribe.',
  'wrong-host': 'The link was made for another host.',
  'unknown-version': 'The link was made by a later version of hitmark: upgrade the collector.',
  'unknown-dictionary': 'The link needs a dictionary that is not among `links.dictionaries`.',
  'too-long': badTarget,
  'malformed-url': badTarget,
  'forbidden-scheme': badTarget,
  'forbidden-character': badTarget,
  'forbidden-userinfo': badTarget,
};
