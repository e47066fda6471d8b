/** What may be passed on with an event. Objects travel as JSON text; null and empty values are left out. */
export type EventData = Readonly<Record<string, unknown>>;

/** The tag's one function, `window.hitmark`: a command and its arguments. It never throws. */
export interface Tag {
  /** Records an event of the page's own, such as `hitmark('event', 'signup', { plan: 'pro' })`. */
  (command: 'event', name: string, data?: EventData): void;
}

/** How a tag is set up; in a script tag each is an attribute (`data-site`) or a parameter (`?site=`). */
export interface TagOptions {
  /** Where the collector's routes lie, such as `https://t.example.com/`. */
  readonly collector: string;
  /**
   * Name of the site that the page belongs to.
   * @defaultValue none
   */
  readonly site?: string | null;
}
