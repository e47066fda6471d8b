/** Digits of radix 62 and less. */
export const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Value of each digit, by code unit; no number, or a large one, for any other character. */
export const digitValues: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, unit) =>
  alphabet.indexOf(String.fromCharCode(unit)),
);
