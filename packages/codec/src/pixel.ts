/** A transparent 1×1 GIF89a of 43 bytes: the smallest that every reader shows. */
export const pixelGif: Uint8Array = /* @__PURE__ */ bytes(
  'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==',
);

/** A transparent 1×1 PNG: the very bytes that pytracking answers an open with. */
export const pixelPng: Uint8Array = /* @__PURE__ */ bytes(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
);

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
