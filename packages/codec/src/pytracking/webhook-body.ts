import { dumps, strictStyle } from './python/dumps.ts';
import { isTruthy } from './python/mapping.ts';
import type { TrackingResult } from './result.ts';

/**
 * The JSON that pytracking posts to a webhook, as `application/json`, byte for byte (it is ASCII).
 *
 * @throws LinkError `bad-input` for NaN and Infinity, which have no place in it
 */
export function webhookBody(result: TrackingResult): string {
  const body = {
    is_open_tracking: result.isOpenTracking,
    is_click_tracking: result.isClickTracking,
    metadata: result.metadata,
    request_data: result.requestData,
    timestamp: result.timestamp,
    ...(isTruthy(result.trackedUrl) && { tracked_url: result.trackedUrl }),
  };
  return dumps(body, strictStyle);
}
