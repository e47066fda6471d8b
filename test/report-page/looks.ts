import type { BrowserContextOptions } from 'playwright';

/** Screens and media that pages are drawn on, by the names of their pictures. */
export const looks = {
  light: { viewport: { width: 1280, height: 800 } },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  wide: { viewport: { width: 2560, height: 1300 } },
  paper: { viewport: { width: 800, height: 1100 } },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;
