import { cleanUrl } from './clean-url.ts';
import { random } from './random.ts';

/** Identity of the current view, and its address as it may be sent. */
export let viewId: string;
export let viewUrl: string;
/** Where the view came from: the page before, or the view before. */
export let referrer: string;
/** The current view was recorded. Before the first one there was the page that led here. */
export let isAnnounced = true;

/** The current view becomes the referrer of the next. */
export function beginView(): void {
  viewId = random();
  isAnnounced = false;
}

export function comeFrom(): void {
  referrer = viewUrl;
}

export function readAddress(url: string): void {
  viewUrl = cleanUrl(url);
}

export function setAnnounced(): void {
  isAnnounced = true;
}
