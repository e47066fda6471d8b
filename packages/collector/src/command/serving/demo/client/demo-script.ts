// Script of the demo's pages: keeps their lists up to date and runs their buttons. The rest works without it.

import { mergeList } from './merge-list.ts';
import { showLocalTimes } from './show-local-times.ts';

/** Interval of asking for new events, in ms. */
const pollMs = 500;

const main = document.querySelector('main');
const stale = document.querySelector<HTMLElement>('.stale');
let version = '';

async function poll(): Promise<void> {
  const address = main?.dataset['live'];
  if (address === undefined || document.visibilityState !== 'visible') return;
  const headers = { accept: 'text/html', 'if-none-match': version };
  const response = await fetch(address, { headers });
  if (response.status === 304) return;
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const list of document.querySelectorAll('[data-list]')) {
    const fresh = next.getElementById(list.id);
    if (fresh !== null) mergeList(list, fresh);
  }
  for (const text of document.querySelectorAll('[data-text]')) {
    text.textContent = next.getElementById(text.id)?.textContent ?? text.textContent;
  }
  showLocalTimes();
  version = response.headers.get('etag') ?? '';
}

async function pollAgain(): Promise<void> {
  const isReached = await poll().then(
    () => true,
    () => false,
  );
  if (stale !== null) stale.hidden = isReached;
  setTimeout(() => void pollAgain(), pollMs);
}

addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('button') : null;
  const { copy: copied, event, data = '{}' } = button?.dataset ?? {};
  if (button !== null && copied !== undefined) void copy(button, document.getElementById(copied));
  if (event !== undefined) window.hitmark?.('event', event, JSON.parse(data));
});

/** Copies a text. Where the browser does not let us (by plain http to another machine), it is selected. */
async function copy(button: HTMLElement, source: HTMLElement | null): Promise<void> {
  if (source === null) return;
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = button.dataset['done'] ?? '';
  } catch {
    getSelection()?.selectAllChildren(source);
    button.textContent = button.dataset['selected'] ?? '';
  }
}

/** Loads the picture of an email that is opened. */
function loadPicture({ target }: Event): void {
  const picture = target instanceof Element ? target.querySelector('img') : null;
  const { picture: address } = picture?.dataset ?? {};
  if (picture === null || address === undefined) return;
  picture.hidden = false;
  picture.src = address;
}

declare global {
  interface Window {
    hitmark?: (...command: unknown[]) => void;
  }
}

for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) button.hidden = false;
document.querySelector('.letter')?.addEventListener('toggle', loadPicture, { once: true });
showLocalTimes();
void pollAgain();
