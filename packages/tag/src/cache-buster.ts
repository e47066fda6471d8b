import { random } from './random.ts';

// The article's cache buster: adds /track.js?t=&r=&s= to the page. The time and a random make the
// address new to every cache; s is the page's `search` parameter. Nothing more, and it never throws.

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

try {
  // An image called `currentScript`, which visitors of a page may be allowed to write, hides the property: no script is
  // around it.
  const self = document.currentScript!.closest('script')!;
  const term = encodeURIComponent(new URLSearchParams(location.search).get('search') ?? '');
  const query = `?t=${Date.now()}&r=${random()}&s=${term}`;
  const image = (): void => {
    // A policy of the page that refuses the script may allow the image. It sends the same hit, so that one that did
    // arrive is not stored twice.
    new Image().src = new URL(`pixel.gif${query}`, self.src).href;
  };
  try {
    const pixel = document.createElement('script');
    const url = new URL(`track.js${query}`, self.src).href;
    const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
    pixel.nonce = self.nonce;
    pixel.addEventListener('error', image);
    // Under Trusted Types only a policy's word may be a script's address; refused, it throws.
    pixel.src = trustedTypes
      ? trustedTypes
          .createPolicy('hitmark', { createScriptURL: (text) => text })
          .createScriptURL(url)
      : url;
    document.documentElement.append(pixel);
  } catch {
    image();
  }
} catch {
  // A page that lacks what this needs is left alone.
}
