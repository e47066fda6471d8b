/** What may be passed on with an event. Objects travel as JSON text; null and empty values are left out. */
export type EventData = Readonly<Record<string, unknown>>;

/** A hit by the names of the wire format (`u` address, `h` title, `e` event, `d.plan` data …). */
export type Fields = Record<string, unknown>;

/** The tag's one function, `window.hitmark`: a command and its arguments. It never throws. */
export interface Tag {
  /** Records an event of the page's own, such as `hitmark('event', 'signup', { plan: 'pro' })`. */
  (command: 'event', name: string, data?: EventData): void;
  /** Records a search that the address does not show: `hitmark('search', 'shoes', { results: 12 })`. */
  (command: 'search', term: string, data?: EventData): void;
  /** Names the user of all further hits of this page load; nothing is kept in the browser. */
  (command: 'identify', user: string): void;
  /** The person's answer: true lets held hits go, false counts them without saying whose they are. */
  (command: 'consent', granted: boolean): void;
  /** Ends the tag: no more hits, and no patched function. Its listeners stay, and do nothing. */
  (command: 'off'): void;
}

declare global {
  interface Window {
    /** The snippet's stub, whose queue holds the commands so far, then the tag itself. */
    hitmark?: Tag & { readonly q?: Parameters<Tag>[] };
  }
}

/** A hook that may change a hit or drop it. */
export type BeforeSend = (hit: Fields) => Fields | false | null | undefined;
