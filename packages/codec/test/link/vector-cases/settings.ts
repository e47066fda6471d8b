/** Keys of the vectors; anybody may know them. */
export const vectorKeys = [
  'hm1.k1.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
  'hm1.2026-11.ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8',
] as const;

/** Time at which all of them are made. */
export const vectorNow = '2026-11-22T09:30:00Z';

export const vectorBases = {
  openUrl: 'https://t.example.com/o/',
  clickUrl: 'https://t.example.com/c/',
  unsubscribeUrl: 'https://t.example.com/u/',
} as const;
