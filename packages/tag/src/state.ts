import type { ConsentAnswer } from './consent-answer.ts';
import { defaults, type Settings } from './settings.ts';
import { openStorage, type StoredItems } from './stored-items.ts';
import type { Fields } from './tag.ts';
import type { TagOptions } from './tag-options.ts';

/** A running tag: its options, and its state on this page. Members with `_` are private to the tag, not for pages. */
export interface TagState extends Settings {
  /** True: the tag was turned off, and does nothing any more. */
  _isOff?: boolean;
  /** The visitor's answer to the question for consent. */
  _consent: ConsentAnswer;
  /** The browser's storage, where the page may use it. */
  readonly _storage: StoredItems;
  /** User of the page, as it said itself; empty where nobody is known. */
  _user?: string;
  /** Reference of the email's click that led to this page. */
  _click?: string;

  /** Hits that wait to be sent: query strings, each ended by a line feed. */
  _queue: string;
  /** True: a request was made within the last second, so hits wait. */
  _isResting?: boolean;
  /** True: the collector answered with Retry-After, and that time has not passed. */
  _isPaused?: boolean;
  /** Bytes that were sent since the page was hidden. */
  _hiddenBytes: number;

  /** Id of the current view; missing before the first. */
  _view?: string;
  /** Address of the current view, as it may be sent. */
  _url: string;
  /** True: the option `exclude` names the current view's page, so nothing is recorded. */
  _isExcluded?: boolean;
  /** Fields of the current view until it is recorded, which waits for the page's new title. */
  _pending?: Fields | undefined;
  /** Title of the document when the view began, which is still that of the view before. */
  _titleBefore?: string | undefined;
  /** Number of times that the tag has looked whether the title has changed. */
  _looks: number;

  /** Time of the last sign of life, in ms of `performance.now()`; undefined: the view is not seen. */
  _lastSign?: number | undefined;
  /** Time for which the view was seen since that was last recorded, in ms. */
  _seenMs: number;
  /** Depth to which the view was scrolled, in percent; 0 where it cannot be. */
  _depth: number;
}

export function createState(options: TagOptions): TagState {
  return {
    ...defaults,
    ...options,
    _consent: '',
    _storage: openStorage(),
    _queue: '',
    _hiddenBytes: 0,
    _url: '',
    _looks: 0,
    _seenMs: 0,
    _depth: 0,
  };
}
