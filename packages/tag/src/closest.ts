/** The nearest element around an event, inside open shadow trees too, that a selector describes. */
export function closest<Found extends Element>(event: Event, selector: string): Found | null {
  return (event.composedPath()[0] as Element).closest(selector);
}
