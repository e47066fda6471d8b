import type { ParsedEvent } from '@hitmark/codec/event';
import { channelOf } from './channel.ts';
import { sourceOfHost } from './find-source.ts';
import { bareHost, readAddress, type PageAddress } from './page-address.ts';
import { networks } from './source-table.ts';

/** Source of a visitor, as far as an event itself tells it. */
export interface Touch {
  readonly source: string;
  readonly channel: string;
}

/** Source of a visit that has no other. */
export const directSource = 'Direct / None';

/** A source, with its usual medium for an address that names none. */
interface FoundSource {
  readonly name: string;
  readonly medium: string | null;
}

/**
 * Reads where an event's visitor came from: from the campaign of its address, the ad network's click id in it, or a
 * referrer that is none of the sites' own hosts; null: the event does not say.
 */
export function readTouch(
  { campaign, referrer }: Pick<ParsedEvent, 'campaign' | 'referrer'>,
  address: PageAddress | null,
  isOwnHost: (host: string) => boolean,
): Touch | null {
  const found =
    fromCampaign(campaign.source) ??
    fromNetwork(campaign.network) ??
    fromReferrer(referrer, address, isOwnHost);
  const medium = campaign.medium || null;
  const name = campaign.name || null;
  if (found === null && medium === null && name === null) return null;
  return {
    source: found?.name ?? directSource,
    channel: channelOf({
      source: found?.name ?? null,
      medium: medium ?? found?.medium ?? null,
      campaign: name,
    }),
  };
}

function fromCampaign(source: string | null): FoundSource | null {
  return source ? { name: source, medium: null } : null;
}

function fromNetwork(network: string | null): FoundSource | null {
  if (!network) return null;
  const key = network.toLowerCase();
  const known = Object.hasOwn(networks, key) ? networks[key] : undefined;
  if (known === undefined) return { name: network, medium: 'cpc' };
  return { name: known.name, medium: known.isPaid ? 'cpc' : 'referral' };
}

function fromReferrer(
  referrer: string | null,
  address: PageAddress | null,
  isOwnHost: (host: string) => boolean,
): FoundSource | null {
  const hostname = referrer ? readAddress(referrer)?.hostname : null;
  if (!hostname) return null;
  const host = bareHost(hostname);
  if (host === bareHost(address?.hostname ?? '') || isOwnHost(host)) return null;
  const known = sourceOfHost(host);
  return {
    name: known?.name ?? host,
    medium: known?.category === 'search' ? 'organic' : 'referral',
  };
}

/** Creates the check of whether a host is one of the sites' own, or a subdomain of one. */
export function createOwnHosts(hosts: readonly string[]): (host: string) => boolean {
  const own = hosts.map((host) => bareHost(host.toLowerCase()));
  return (host) => own.some((each) => host === each || host.endsWith(`.${each}`));
}
