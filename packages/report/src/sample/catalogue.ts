/** Host of the shop that the sample is about: a roaster of coffee. */
export const sampleHost = 'tidewater.example';

export interface SamplePage {
  readonly path: string;
  readonly title: string;
}

const page = (path: string, title: string): SamplePage => ({ path, title });

export const home = page('/', 'Tidewater Coffee');
export const basket = page('/basket', 'Basket');
export const checkout = page('/checkout', 'Checkout');
export const thanks = page('/thanks', 'Thank you');

export const coffees: readonly (readonly [SamplePage, number])[] = [
  [page('/coffee/ember-winter-roast', 'Ember, winter roast'), 14],
  [page('/coffee/harbour-espresso', 'Harbour Espresso'), 11],
  [page('/coffee/lagoon-decaf', 'Lagoon Decaf'), 7],
  [page('/coffee/spring-tide', 'Spring Tide'), 6],
  [page('/coffee/yirgacheffe', 'Yirgacheffe'), 5],
  [page('/coffee/huila', 'Huila'), 3],
];

export const pages: readonly (readonly [SamplePage, number])[] = [
  ...coffees,
  [page('/coffee', 'All coffees'), 16],
  [page('/guides/moka-pot', 'Brewing with a moka pot'), 10],
  [page('/guides/v60', 'Brewing with a V60'), 6],
  [
    page(
      '/guides/how-to-store-beans-so-that-they-stay-fresh-for-weeks',
      'Storing beans so that they stay fresh for weeks',
    ),
    4,
  ],
  [page('/about', 'About us'), 4],
  [page('/visit', 'Visit the roastery'), 3],
  [page('/gift-cards', 'Gift cards'), 3],
  [page('/he/קפה-חורף', 'קפה חורף'), 1.5],
  [page('/shipping', 'Shipping'), 2],
];

export const missingPaths: readonly string[] = [
  '/coffee/ember',
  '/guide/moka-pot',
  '/favicon.png',
  '/sitemap-old.xml',
  '/“black-friday”',
];

export const searchTerms: readonly (readonly [string, number])[] = [
  ['decaf', 10],
  ['grinder', 9],
  ['ember', 8],
  ['gift card', 5],
  ['filter paper', 3],
  ['قهوة عربية', 1.5],
  ['cancel subscription', 1],
];

export const outboundUrls: readonly (readonly [string, number])[] = [
  ['https://www.instagram.com/tidewater', 8],
  ['https://maps.example/tidewater-zurich', 5],
  ['https://fairtrade.example/', 2],
  ['https://press.example/best-roasters-2026', 2],
];

export const downloadUrls: readonly (readonly [string, number])[] = [
  [`https://${sampleHost}/files/brewing-guide.pdf`, 6],
  [`https://${sampleHost}/files/wholesale-prices.pdf`, 2],
  [`https://${sampleHost}/files/press-kit.zip`, 1],
];

export interface Origin {
  readonly referrer?: string;
  readonly campaign?: Readonly<Record<string, string>>;
}

export const origins: readonly (readonly [Origin, number])[] = [
  [{}, 30],
  [{ referrer: 'https://www.google.com/' }, 26],
  [{ referrer: 'https://www.google.ch/' }, 6],
  [{ referrer: 'https://www.bing.com/' }, 4],
  [{ referrer: 'https://duckduckgo.com/' }, 4],
  [{ referrer: 'https://www.instagram.com/' }, 8],
  [{ referrer: 'https://www.reddit.com/r/coffee/' }, 5],
  [{ referrer: 'https://chatgpt.com/' }, 3],
  [{ referrer: 'https://coffeeforum.example/t/best-winter-roasts/412' }, 3],
  [
    {
      referrer: 'https://www.google.com/',
      campaign: { source: 'Google', medium: 'cpc', name: 'winter-roast' },
    },
    6,
  ],
  [
    {
      campaign: { source: 'Instagram', medium: 'paid_social', name: 'winter-roast', content: 'a' },
    },
    4,
  ],
];

export const countries: readonly (readonly [
  { readonly country: string; readonly language: string; readonly timezone: string },
  number,
])[] = [
  [{ country: 'CH', language: 'de-CH', timezone: 'Europe/Zurich' }, 36],
  [{ country: 'DE', language: 'de-DE', timezone: 'Europe/Berlin' }, 28],
  [{ country: 'AT', language: 'de-AT', timezone: 'Europe/Vienna' }, 9],
  [{ country: 'FR', language: 'fr-FR', timezone: 'Europe/Paris' }, 7],
  [{ country: 'GB', language: 'en-GB', timezone: 'Europe/London' }, 6],
  [{ country: 'NL', language: 'nl-NL', timezone: 'Europe/Amsterdam' }, 4],
  [{ country: 'US', language: 'en-US', timezone: 'America/New_York' }, 5],
  [{ country: 'IT', language: 'it-IT', timezone: 'Europe/Rome' }, 3],
  [{ country: 'IL', language: 'he-IL', timezone: 'Asia/Jerusalem' }, 1.5],
];

const desktop = { device: 'desktop', screen: '1920x1080', viewport: '1680x920' };
const phone = { device: 'mobile', screen: '390x844', viewport: '390x664' };

export const devices: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
  [{ browser: 'Chrome 150', os: 'Windows', ...desktop }, 20],
  [{ browser: 'Chrome 150', os: 'macOS', ...desktop, screen: '1512x982' }, 8],
  [{ browser: 'Chrome 150', os: 'Android', ...phone, screen: '412x915' }, 17],
  [{ browser: 'Safari 26', os: 'iOS', ...phone }, 26],
  [{ browser: 'Safari 26', os: 'macOS', ...desktop, screen: '1440x900' }, 8],
  [{ browser: 'Safari 26', os: 'iPadOS', device: 'tablet', screen: '820x1180' }, 3],
  [{ browser: 'Firefox 149', os: 'Windows', ...desktop }, 7],
  [{ browser: 'Firefox 149', os: 'Linux', ...desktop, screen: '2560x1440' }, 3],
  [{ browser: 'Edge 150', os: 'Windows', ...desktop }, 6],
  [{ browser: 'Samsung Internet 29', os: 'Android', ...phone, screen: '384x854' }, 4],
];

export const scriptErrors: readonly (readonly [
  Readonly<Record<string, string | number>>,
  number,
])[] = [
  [
    {
      message: "TypeError: Cannot read properties of null (reading 'price')",
      source: `https://${sampleHost}/assets/basket.js`,
      line: 118,
    },
    5,
  ],
  [
    {
      message: 'ResizeObserver loop completed with undelivered notifications.',
      source: `https://${sampleHost}/assets/shop.js`,
      line: 1,
    },
    3,
  ],
  [
    {
      message: 'ReferenceError: paymentWidget is not defined',
      source: `https://${sampleHost}/assets/checkout.js`,
      line: 44,
    },
    2,
  ],
];

export interface Machine {
  readonly userAgent: string;
  readonly actor: 'machine' | 'unknown';
  readonly reasons: readonly string[];
}

export const machines: readonly (readonly [Machine, number])[] = [
  [
    {
      userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      actor: 'machine',
      reasons: ['bot'],
    },
    10,
  ],
  [
    {
      userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
      actor: 'machine',
      reasons: ['bot'],
    },
    5,
  ],
  [
    {
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/150.0.0.0',
      actor: 'machine',
      reasons: ['bot'],
    },
    4,
  ],
  [
    {
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0.0.0',
      actor: 'machine',
      reasons: ['prefetch'],
    },
    5,
  ],
  [
    {
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/150.0.0.0',
      actor: 'unknown',
      reasons: ['no-language'],
    },
    6,
  ],
];
