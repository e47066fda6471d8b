import type { BeforeSend } from './tag.ts';

/** How a tag is set up; in a script tag each is an attribute (`data-site`) or a parameter (`?site=`). */
export interface TagOptions {
  /** Where the collector's routes lie, such as `https://t.example.com/`. */
  collector: string;
  /**
   * Name of the site that the page belongs to; several, parted by commas, in one request.
   * @defaultValue none
   */
  readonly site?: string;
  /**
   * Parameters of the page's address that hold a search term, the first found first.
   * @defaultValue 'search,q,s,query': the article's own, and the usual ones
   */
  readonly search?: string;
  /**
   * Count a change of the address's `#…` as a view.
   * @defaultValue 'off': it is mostly a jump within the page
   */
  readonly hash?: 'on' | 'off';
  /** Links to other hosts are an event `outbound`. @defaultValue 'on' */
  readonly outbound?: 'on' | 'off';
  /** Links to these file extensions are an event `download`; or 'off'. @defaultValue 'pdf,zip,docx,xlsx' */
  readonly downloads?: string;
  /** A form that is sent is an event `form`; nothing that was typed is read. @defaultValue 'on' */
  readonly forms?: 'on' | 'off';
  /** How long a view was seen and how far it was scrolled. @defaultValue 'on' */
  readonly engagement?: 'on' | 'off';
  /** Ask only `script` elements or images, as the article does. @defaultValue fetch, then the image */
  transport?: 'script' | 'image';
  /**
   * 'wait' holds everything until `hitmark('consent', …)`; '1' and '0' are the person's answer, where the
   * page already knows it.
   * @defaultValue hits go at once
   */
  consent?: 'wait' | '1' | '0';
  /** 'off' ignores what the browser says by GPC and DNT. @defaultValue 'on' */
  readonly signals?: 'on' | 'off';
  /** Parameters whose values are never starred, parted by commas. @defaultValue none */
  readonly keep?: string;
  /** Parameters whose values are always starred, parted by commas. @defaultValue none */
  readonly drop?: string;
  /** Where the collector has given `track.js` another path. @defaultValue 'track.js', in the script's folder */
  readonly 'track.js'?: string;
  /** Where the collector has given `pixel.gif` another path. @defaultValue 'pixel.gif' */
  readonly 'pixel.gif'?: string;
  /** Where the collector has given `hits` another path. @defaultValue 'hits' */
  readonly hits?: string;
  /** 'keep' leaves `hm_click` in the address bar. @defaultValue it is removed, so that it is not copied */
  readonly click?: 'keep';
  /** Share of page loads that are counted, from 0 to 1; each hit carries its weight. @defaultValue 1 */
  readonly sample?: string | number;
  /** Count browsers that are driven by a program. @defaultValue 'off' */
  readonly automated?: 'on' | 'off';
  /** Count pages on this machine. @defaultValue 'off' */
  readonly localhost?: 'on' | 'off';
  /** Log each hit, and each one not sent with the reason; also `?hitmark-debug`. @defaultValue absent */
  readonly debug?: string;
  /**
   * Sees each hit before it goes; what it answers goes instead. False drops the hit. In a script tag: the
   * name of a global function, defined before the tag; where it is missing nothing goes.
   * @defaultValue none
   */
  readonly beforeSend?: string | BeforeSend;
}
