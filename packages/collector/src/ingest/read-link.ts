import { LinkError, type Link, type Links } from '@hitmark/codec';
import type { Cut } from '@hitmark/codec/hit';
import type { Options } from '../configuration/index.ts';
import { boundMetadata } from '../pipeline/link/bound-metadata.ts';
import { clickTarget } from '../pipeline/link/decide-link.ts';
import type { LinkEndpoint, RejectedLink } from '../pipeline/link/link-outcome.ts';
import type { LinkSettings } from '../pipeline/settings.ts';

/** Reader of tokens, as `createLinks` makes one. With several senders, each request may have its own. */
export type LinkReader = Pick<Links, 'read'>;

/** Link that was read, and where a click of it leads. */
export interface ReadLink {
  readonly link: Link;
  /** Null: not a click. */
  readonly target: string | null;
  readonly cuts: readonly Cut[];
}

/** Token of a request for a link. */
interface LinkRequest {
  readonly endpoint: LinkEndpoint;
  readonly token: string;
  /** Host that the request came to. */
  readonly host: string;
}

/** Reads a token and the target of its link; a token that is not valid is rejected. */
export function readLink(
  { endpoint, token, host }: LinkRequest,
  reader: LinkReader,
  settings: LinkSettings & Pick<Options, 'links'>,
): ReadLink | RejectedLink {
  try {
    const read = reader.read(token, { kind: endpoint, host });
    const link = boundMetadata(read);
    const cuts = link === read ? [] : [metadataCut];
    const target = endpoint === 'click' ? clickTarget(link, settings) : null;
    if (target === null || typeof target === 'string') return { link, target, cuts };
    return { kind: 'rejected', status: 404, rejection: target };
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    const rejection = { reason: error.code, message: error.message };
    const { fallbackUrl } = settings.links;
    if (error.code === 'expired' && endpoint === 'click' && fallbackUrl !== null) {
      return { kind: 'expired', location: fallbackUrl, rejection };
    }
    return { kind: 'rejected', status: 404, rejection };
  }
}

const metadataCut: Cut = { reason: 'too-deep', parameter: 'metadata' };
