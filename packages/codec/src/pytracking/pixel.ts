import { pixelPng } from '../pixel.ts';

/** Answer to an open: a transparent 1×1 PNG and its media type. */
export function getOpenTrackingPixel(): readonly [bytes: Uint8Array, mediaType: 'image/png'] {
  return [pixelPng, 'image/png'];
}
