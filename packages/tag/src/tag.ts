/**
 * Data of an event. Objects and arrays travel as JSON; what cannot be sent (functions, nodes, what is
 * circular) is left out. At most 64 names of at most 64 characters.
 */
export type EventData = Readonly<Record<string, unknown>>;

/** A hit by the names of the wire format (`u` address, `h` title, `e` event, `d` data …). */
export type Fields = Record<string, unknown>;

/** Changes a hit or, returning false, drops it. */
export type BeforeSend = (hit: Fields) => Fields | false | null | undefined;

/** A view that the page records by itself; all other members are its data. */
export type ViewFields = EventData & {
  /** Address, absolute or from the page's own. @defaultValue the page's */
  readonly url?: string;
  /** @defaultValue the document's */
  readonly title?: string;
};

/** The page's one tag, `window.hitmark`: a command and its arguments. It never throws. */
export interface Tag {
  /**
   * Records an event of the page's own, such as `hitmark('event', 'signup', { plan: 'pro' })`; none without
   * a name.
   */
  (command: 'event', name: string, data?: EventData): void;
  /** Records a search that the address does not show: `hitmark('search', 'shoes', { results: 12 })`. */
  (command: 'search', term: string, data?: EventData): void;
  /** Records a view by hand: `hitmark('view', { url: '/step-2', title: 'Address' })`. */
  (command: 'view', fields?: ViewFields): void;
  /** Names the user of the hits that follow; null signs out. Nothing of it is kept in the browser. */
  (command: 'identify', user: string | number | null | undefined): void;
  /**
   * The person's answer: `true` or `'granted'` lets held hits go, `false` or `'denied'` counts them without
   * saying whose they are. Anything else is no answer.
   */
  (command: 'consent', answer: boolean | 'granted' | 'denied'): void;
  /** Ends the tag: no more hits, and no patched function. Its listeners stay, and do nothing. */
  (command: 'off'): void;
}

declare global {
  interface Window {
    /** The snippet's stub, which keeps commands in `q`, then the tag itself. */
    hitmark?: Tag;
  }
}
