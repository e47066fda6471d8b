/** A transparent 1×1 GIF89a of 43 bytes: the smallest that every reader shows. */
export const pixelGif: Uint8Array = /* @__PURE__ */ Uint8Array.from(
  /* @__PURE__ */ atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='),
  (character) => character.charCodeAt(0),
);
