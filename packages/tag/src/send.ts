/**
 * Sends a hit to the JS pixel: a GET that needs no preflight, outlives the page and carries the
 * visitor's cookie. Only `fetch` tells when the page's policy or the network stopped it; then the
 * image, which more policies allow, repeats the same hit.
 *
 * @param query the hit, without `?`
 */
export function send(collector: string, query: string): void {
  fetch(new URL(`track.js?${query}`, collector), { keepalive: true, credentials: 'include' }).catch(
    () => {
      new Image().src = `${new URL(`pixel.gif?${query}`, collector)}`;
    },
  );
}
