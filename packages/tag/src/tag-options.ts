import type { BeforeSend } from './tag.ts';

/**
 * Options of a tag. Each option has one name: in a script tag it is an attribute (`data-site`) or a
 * parameter of the script's own address (`?site=`), for `createTag` a member (`site`).
 */
export interface TagOptions {
  /**
   * Address under which the collector's routes lie, such as `https://t.example.com/`, with or without the
   * final slash.
   * @defaultValue in a script tag: the script's folder
   */
  readonly collector?: string;
  /**
   * Name of the site that the page belongs to; several, separated by commas, in one request.
   * @defaultValue none
   */
  readonly site?: string;
  /**
   * Parameters of the page's address that hold a search term; the first that has one counts.
   * @defaultValue 'search,q,s,query'
   */
  readonly search?: string;
  /**
   * Moves within the document that are views.
   *
   * - `push`: a push and a step back or forward; a replace only where it changes the path
   * - `all`: a replace too
   * - `off`: none
   *
   * @defaultValue 'push': applications replace the address to keep a filter or a position in it
   */
  readonly moves?: 'push' | 'all' | 'off';
  /**
   * Tells whether a change of the address's `#…` alone is a move.
   * @defaultValue 'off': it is mostly a jump within the page
   */
  readonly hash?: 'on' | 'off';
  /**
   * Tells whether a change of the address's `?…` alone is a move.
   * @defaultValue 'on'
   */
  readonly query?: 'on' | 'off';
  /**
   * Records no view by itself, only those of `hitmark('view', …)`.
   * @defaultValue absent; an attribute needs no value
   */
  readonly manual?: '' | 'on' | 'off';
  /**
   * Paths of pages where nothing is recorded, separated by commas; `*` stands for anything.
   * @defaultValue none
   */
  readonly exclude?: string;
  /**
   * An event to record with the first view, such as `not_found` on the page that says so.
   * @defaultValue none
   */
  readonly event?: string;
  /** Records links to other hosts as the event `outbound`. @defaultValue 'on' */
  readonly outbound?: 'on' | 'off';
  /**
   * The site's own other hosts, separated by commas, each with its subdomains: links there are not outbound.
   * @defaultValue none
   */
  readonly domains?: string;
  /**
   * File extensions whose links are the event `download`, as are links with the attribute `download`; or
   * `off`.
   * @defaultValue 'pdf,zip,docx,xlsx'
   */
  readonly downloads?: string;
  /** Records `mailto:` and `tel:` links as the event `contact`. @defaultValue 'off' */
  readonly contact?: 'on' | 'off';
  /** Records forms that are sent as the event `form`; nothing typed is read. @defaultValue 'on' */
  readonly forms?: 'on' | 'off';
  /** Measures how long a view was seen and how far it was scrolled. @defaultValue 'on' */
  readonly engagement?: 'on' | 'off';
  /**
   * Seconds without a sign of life (pointer, keyboard, scrolling) after which a view is not seen any more.
   * @defaultValue 30
   */
  readonly idle?: number | string;
  /** Asks by `script` elements or images only, as the article does. @defaultValue fetch, then the image */
  readonly transport?: 'script' | 'image';
  /**
   * The person's answer where the page knows it; `wait` holds everything until `hitmark('consent', …)`, and so
   * does a value that is none of these.
   * @defaultValue absent: hits go at once
   */
  readonly consent?: 'wait' | 'granted' | 'denied' | '1' | '0';
  /** `off` ignores the browser's signals GPC and DNT. @defaultValue 'on' */
  readonly signals?: 'on' | 'off';
  /** Parameters whose values are never starred, separated by commas. @defaultValue none */
  readonly keep?: string;
  /** Parameters whose values are always starred, separated by commas. @defaultValue none */
  readonly drop?: string;
  /** Path of `track.js`, where the collector has given it another. @defaultValue 'track.js' */
  readonly 'track.js'?: string;
  /** Path of `pixel.gif`, where the collector has given it another. @defaultValue 'pixel.gif' */
  readonly 'pixel.gif'?: string;
  /** Path of `hits`, where the collector has given it another. @defaultValue 'hits' */
  readonly hits?: string;
  /** Path of `tag.debug.js`, where the collector has given it another. @defaultValue 'tag.debug.js' */
  readonly 'tag.debug.js'?: string;
  /** `keep` leaves `hm_click` in the address bar. @defaultValue it is removed, so that it is not copied */
  readonly click?: 'keep';
  /** Share of page loads that are counted, from 0 to 1; each hit carries its weight. @defaultValue 1 */
  readonly sample?: number | string;
  /** Counts browsers that are driven by a program. @defaultValue 'off' */
  readonly automated?: 'on' | 'off';
  /** Counts pages on this machine. @defaultValue 'off' */
  readonly localhost?: 'on' | 'off';
  /** Logs each hit, and for a hit that is not sent the reason; also `?hitmark-debug`. @defaultValue absent */
  readonly debug?: string;
  /**
   * Is called with each hit before it is sent. The hit that it returns is sent instead; `false` sends nothing. In
   * a script tag: the name of a global function, defined before the tag; if it is missing, nothing is sent.
   * @defaultValue none
   */
  readonly beforeSend?: string | BeforeSend;
}
