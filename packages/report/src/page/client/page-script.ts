// Live numbers, changes without a new page, and a line that follows the pointer. All of it is there without
// script as well: every change is a link, every number of the chart stands in its table.

/** Interval of asking who is there, in ms. */
const pollMs = 1_500;

interface Live {
  readonly visitors: string;
  readonly sequence: number;
}

/* Changes without a new page */

let loading: AbortController | null = null;

/** Shows the page of an address in place of this one. */
async function show(address: string, remember: boolean): Promise<void> {
  loading?.abort();
  const current = new AbortController();
  loading = current;
  // Parts of this page that are still to come would come into the other.
  if (document.readyState === 'loading') stop();
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  const response = await fetch(address, { signal: current.signal });
  if (!response.headers.get('content-type')?.startsWith('text/html')) throw new Error(address);
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (next.querySelector('main') === null) throw new Error(address);
  if (remember) history.pushState(null, '', response.url + new URL(address, location.href).hash);
  document.title = next.title;
  const hadFocus = document.querySelector('main :focus') !== null;
  const choice = focusedChoice();
  const opened = [...document.querySelectorAll('main details[open] > summary')].map(
    ({ textContent }) => textContent,
  );
  document.body.replaceChildren(...next.body.childNodes);
  fillSlots();
  if (!remember) reopen(opened);
  if (hadFocus) focusChoice(choice);
  shownAt = performance.now();
  prepare();
}

/** Puts the parts of the page in their places, as the browser does where it reads a page itself. */
function fillSlots(): void {
  const frame = document.querySelector<HTMLTemplateElement>('main > template[shadowrootmode]');
  frame?.parentElement?.attachShadow({ mode: 'open' }).append(frame.content);
  frame?.remove();
}

/** Opens again what was open before the numbers were renewed. */
function reopen(texts: readonly (string | null)[]): void {
  for (const summary of document.querySelectorAll('main details > summary')) {
    if (texts.includes(summary.textContent)) summary.parentElement?.setAttribute('open', '');
  }
}

/** Name of the choice that has the focus; null: something else in the main part has it, or nothing. */
function focusedChoice(): string | null {
  const choice = document.activeElement?.closest('main nav, main section')?.querySelector('nav');
  const nav = document.activeElement?.closest('main nav') ?? choice;
  return nav?.getAttribute('aria-label') ?? null;
}

/** Puts the focus at the present choice, so that people with a keyboard go on where they were. */
function focusChoice(label: string | null): void {
  const choices = [...document.querySelectorAll('main nav')].filter(
    (nav) => nav.getAttribute('aria-label') === label,
  );
  const chosen = choices
    .map((nav) => nav.querySelector<HTMLElement>('[aria-current]'))
    .find((link) => link !== null && link.offsetParent !== null);
  const main = document.querySelector('main');
  if (main !== null) main.tabIndex = -1;
  (chosen ?? main)?.focus({ preventScroll: true });
}

function isOwnPage({ origin, pathname, search }: URL): boolean {
  return origin === location.origin && !(pathname + search === location.pathname + location.search);
}

addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return;
  const to = link === null ? null : new URL(link.getAttribute('href') ?? '', location.href);
  if (to === null || !isOwnPage(to)) return;
  event.preventDefault();
  const samePage = to.pathname === location.pathname;
  show(to.href, true).then(
    () => samePage || scrollTo(0, 0),
    (error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) location.href = to.href;
    },
  );
});

addEventListener('popstate', () => {
  show(location.href, false).catch(() => location.reload());
});

/* Live numbers */

/** Least time between two counts of all numbers, in ms; nothing is counted again until an event has come. */
const renewMs = 20_000;

let shownAt = performance.now();
/** The last event that the page knows of; null: it is not told. */
let lastSequence: number | null = null;

async function poll(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-live]');
  const address = place?.dataset['live'];
  if (!place || address === undefined || document.visibilityState !== 'visible') return;
  const response = await fetch(address);
  if (!response.ok) return;
  const { visitors, sequence } = (await response.json()) as Live;
  place.textContent = visitors;
  const known = place.dataset['wait'] ?? lastSequence;
  lastSequence ??= sequence;
  if (known === null || sequence <= Number(known)) return;
  // A page that waits for its first hit has nothing else to show.
  const isWaiting = place.dataset['wait'] !== undefined;
  if (isWaiting || (performance.now() - shownAt > renewMs && !isBusy())) {
    await show(location.href, false);
    lastSequence = sequence;
  }
}

/** Somebody reads or writes something that would be gone. */
function isBusy(): boolean {
  return (
    document.querySelector('main details[open], main :focus-visible') !== null ||
    getSelection()?.isCollapsed === false
  );
}

function pollAgain(): void {
  setTimeout(
    () =>
      void poll()
        .catch(() => {})
        .finally(pollAgain),
    pollMs,
  );
}

/* The chart, and the snippet */

addEventListener('pointerover', ({ target }) => {
  const tip = document.querySelector('[data-tip]');
  const title =
    target instanceof Element ? target.closest('.column')?.querySelector('title') : null;
  if (tip && title) tip.textContent = title.textContent;
});

addEventListener('click', ({ target }) => {
  const button = target instanceof HTMLElement ? target : null;
  const copied = document.getElementById(button?.dataset['copy'] ?? '');
  if (button !== null && copied !== null) void copy(copied.textContent, button);
});

async function copy(text: string, button: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(text);
  button.textContent = button.dataset['done'] ?? '';
}

/** Shows what is of use with script only. */
function prepare(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) button.hidden = false;
}

addEventListener('DOMContentLoaded', prepare);
pollAgain();
