import { cleanUrl } from './clean-url.ts';
import { random } from './random.ts';

/** Identity of the current page view, and its address as it may be sent. */
export let viewId: string;
export let viewUrl: string;

export function beginView(): void {
  viewId = random();
  readAddress();
}

export function readAddress(): void {
  viewUrl = cleanUrl(location.href);
}

/** Runs before the view is left, so that a last hit still belongs to it. */
export let beforeLeaving = (): void => {};

export function setBeforeLeaving(run: () => void): void {
  beforeLeaving = run;
}
