/** The nearest element around an event, inside open shadow trees too, that a selector describes. */
export function closest(event: Event, selector: string): HTMLElement | null {
  return (event.composedPath()[0] as Element).closest(selector);
}
