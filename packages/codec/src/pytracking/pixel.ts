import { pixelPng } from '../pixel.ts';

/** What an open is answered with: a transparent 1×1 PNG and its media type. */
export function getOpenTrackingPixel(): readonly [bytes: Uint8Array, mediaType: 'image/png'] {
  return [pixelPng, 'image/png'];
}
