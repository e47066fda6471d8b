import { random } from './random.ts';

/** Identity of the current view, and its address as it may be sent. */
export let viewId: unknown;
export let viewUrl: string;
/** Where the view came from: the page before, or the view before. */
export let referrer: string;
/** The current view was recorded. Before the first one there was the page that led here. */
export let isAnnounced: unknown = 1;

/** A view begins; the one before, which is still current, led here. */
export function beginView(): void {
  referrer = viewUrl;
  viewId = random();
  isAnnounced = 0;
}

export function setViewUrl(url: string): void {
  viewUrl = url;
}

export function setAnnounced(): void {
  isAnnounced = 1;
}
