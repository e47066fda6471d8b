/**
 * One decoded request from a page. It is what the page says about itself: well-formed, but not to be
 * trusted. Every field is optional; an absent field and an empty parameter are the same.
 */
export interface Hit {
  /** Random identity of the hit, made once by the tag; a re-send repeats it. At most 64 characters. */
  readonly random?: string;
  /** The page's clock when it happened, Unix ms. */
  readonly time?: number;
  /** The page's search term. At most 1,024 characters. */
  readonly search?: string;
  /** Milliseconds between the event and its sending; 0 unless the hit was queued. At most 7 days. */
  readonly ageMs?: number;
  /** `data-site` of the tag; several, at most 8, are parted by commas. Each at most 64 characters. */
  readonly site?: string;
  /** Id of the page view that the hit belongs to. At most 64 characters. */
  readonly view?: string;
  /** Name of an event; absent for a page view. At most 128 characters. */
  readonly event?: string;
  /** Address of the page, with its query. At most 4,096 characters. */
  readonly url?: string;
  /** At most 1,024 characters. */
  readonly title?: string;
  /** `document.referrer`, or the previous view of a single-page application. At most 4,096 characters. */
  readonly referrer?: string;
  /** `hitmark('identify', id)`. At most 256 characters. */
  readonly user?: string;
  /** `hm_click` of the page's address: the sealed reference of an email click. At most 64 characters. */
  readonly click?: string;
  /** BCP 47 tag, such as `de-CH`. */
  readonly language?: string;
  /** CSS pixels, `1920x1080`. */
  readonly screen?: string;
  /** CSS pixels, `1280x720`. */
  readonly viewport?: string;
  /** IANA name, such as `Europe/Zurich`. */
  readonly timezone?: string;
  /** Time for which the view was seen, in ms. Makes the hit an engagement unless it names an event. */
  readonly engagementMs?: number;
  /**
   * Depth to which the view was scrolled, in percent. Makes the hit an engagement unless it names an event.
   */
  readonly scroll?: number;
  readonly consent?: 'granted' | 'denied';
  /** The browser asks not to be tracked (GPC, DNT): count it, identify nobody. */
  readonly anonymous?: boolean;
  /** Number of hits that this one stands for (1 / sampling rate). At least 1; default 1. */
  readonly weight?: number;
  /** Overrides `utm_source` of the url; likewise the next four. At most 1,024 characters. */
  readonly campaignSource?: string;
  readonly campaignMedium?: string;
  readonly campaignName?: string;
  readonly campaignTerm?: string;
  readonly campaignContent?: string;
  /**
   * Visitor, where a site's server sends the hit: a uuid v4. Taken from whoever has the site's key, ignored
   * from everybody else; so is `time` as the time of the event.
   */
  readonly visitor?: string;
  /**
   * Data that the page passes on by hand or with an event. At most 64 names of at most 64 characters, each
   * with at most 8,192 characters.
   */
  readonly data?: Readonly<Record<string, string>>;
}

/** 7 days: the oldest a queued hit may be, and how long a re-send is recognised. */
export const maxAgeMs = 7 * 24 * 60 * 60 * 1000;
