import { LinkError, type JsonValue, type Link } from '@hitmark/codec';
import {
  getClickTrackingResult,
  getOpenTrackingResult,
  type PytrackingConfig,
  type TrackingResult,
} from '@hitmark/codec/pytracking';
import type { LinkReader } from './read-link.ts';

/**
 * Reads pytracking's links by a pytracking configuration, as its Django views do: the default metadata
 * and the webhook that the links leave out come from here. For `linksFor`.
 */
export function pytrackingReader(config: PytrackingConfig): LinkReader {
  const authentic = (config.encryptionKey ?? '').length > 0;
  return {
    read(token, { kind } = {}) {
      if (kind === 'open') return toLink('open', getOpenTrackingResult(token, config), authentic);
      if (kind === 'click')
        return toLink('click', getClickTrackingResult(token, config), authentic);
      throw new LinkError('wrong-kind', 'pytracking has links for opens and clicks only');
    },
  };
}

function toLink(kind: 'open' | 'click', result: TrackingResult, authentic: boolean): Link {
  const { trackedUrl, webhookUrl, metadata } = result;
  const url = kind === 'click' && typeof trackedUrl === 'string' ? trackedUrl : null;
  if (kind === 'click' && url === null) {
    throw new LinkError('wrong-shape', 'expected the token of a click to hold a URL');
  }
  return {
    kind,
    url,
    metadata: metadata as JsonValue,
    webhook: typeof webhookUrl === 'string' ? webhookUrl : null,
    webhookTimeoutMs: null,
    sentAtMs: null,
    expiresAtMs: null,
    key: null,
    format: 'pytracking',
    authentic,
    tracking: 'full',
    clickId: false,
    site: null,
    message: null,
    recipient: null,
    position: null,
    label: null,
    tags: [],
  };
}
