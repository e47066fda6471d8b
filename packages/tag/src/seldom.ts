/** Shortest time between two runs. */
const intervalMs = 250;

/** Makes a listener of events that come with every frame: most of them cost no more than a look at the clock. */
export function seldom<Given>(run: (event: Given) => void): (event: Given) => void {
  let next = 0;
  return (event) => {
    const now = performance.now();
    if (now < next) return;
    next = now + intervalMs;
    run(event);
  };
}
