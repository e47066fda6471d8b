import type { Json } from './python/loads.ts';
import type { Members } from './python/mapping.ts';

/** pytracking's TrackingResult. What comes from the token is as authentic as the token. */
export interface TrackingResult {
  readonly isOpenTracking: boolean;
  readonly isClickTracking: boolean;
  /** Target of a click; null for an open. A text, unless somebody made the token by hand. */
  readonly trackedUrl: Json;
  /** URL to which the host should post the event. A text or null, unless made by hand. */
  readonly webhookUrl: Json;
  /** The link's own over the default metadata. */
  readonly metadata: Members;
  readonly requestData: Json;
  /** Time at which it was read: Unix time in seconds. */
  readonly timestamp: number;
}
