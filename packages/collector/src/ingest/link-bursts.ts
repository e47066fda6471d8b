import { hash } from 'node:crypto';
import { honeypotLabel, type Link } from '@hitmark/codec';
import type { ActorReason } from '@hitmark/codec/event';
import QuickLru from 'quick-lru';
import type { RawRequest } from '../pipeline/request/raw-request.ts';

/** Watches the requests for the links of each email: several of them together can show that a program follows them. */
export interface LinkBursts {
  /**
   * Notes a request for a link, and returns the reasons that it and those before it give to take it for a program's.
   *
   * @param network network of the client, such as its truncated address
   */
  note(
    link: Link,
    request: Pick<RawRequest, 'method' | 'received'>,
    network: string | null,
  ): readonly ActorReason[];
}

/** Requests of an email's links since the first of them. */
interface Burst {
  readonly since: number;
  /** Different links that were clicked, as far as they matter. */
  readonly clicked: string[];
  head: boolean;
  honeypot: boolean;
}

/** Time after the first request of an email's links for which others belong to it, in ms. */
const burstMs = 5_000;
/** Number of different links of an email that no person clicks within that time. */
const manyLinks = 3;
/** Most emails that are watched at a time (about 2 MB); beyond it the least recently seen are forgotten. */
const maxEmails = 4_096;

/**
 * Watches the links of emails, in memory: each process sees its own requests only, and knows nothing of
 * those before its start. An email is what its links' tokens share (key, site, message, metadata), asked
 * for from one network; that keeps recipients apart whom a sender's metadata does not. An event is
 * labelled as it happens: of a burst the first clicks are stored before it is one.
 */
export function createLinkBursts(): LinkBursts {
  const bursts = new QuickLru<string, Burst>({ maxSize: maxEmails });

  function burstOf(link: Link, received: number, network: string | null): Burst {
    const { key, site, message, metadata } = link;
    const email = digest([key, site, message, metadata, network]);
    const known = bursts.get(email);
    // `abs`: the clock may have been set back.
    if (known !== undefined && Math.abs(received - known.since) < burstMs) return known;
    const burst = { since: received, clicked: [], head: false, honeypot: false };
    bursts.set(email, burst);
    return burst;
  }

  return {
    note(link, { method, received }, network) {
      const burst = burstOf(link, received, network);
      const reasons: ActorReason[] = [];
      if (link.label === honeypotLabel) burst.honeypot = true;
      if (burst.honeypot) reasons.push('honeypot');
      if (method === 'HEAD') burst.head = true;
      else if (burst.head) reasons.push('head-first');
      if (link.kind === 'click' && method !== 'HEAD') addLink(burst.clicked, link);
      if (burst.clicked.length >= manyLinks) reasons.push('many-links');
      return reasons;
    },
  };
}

function addLink(clicked: string[], { url, position }: Link): void {
  const link = digest([url, position]);
  if (clicked.length < manyLinks && !clicked.includes(link)) clicked.push(link);
}

/** Short, whatever a token holds. */
function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64');
}
