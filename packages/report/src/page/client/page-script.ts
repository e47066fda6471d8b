// Live numbers, and changes without a new page. Without script everything is a link.

const pollMs = 1_500;

/** Shows who is there now. */
async function poll(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-live]');
  const address = place?.dataset['live'];
  if (place && address && document.visibilityState === 'visible') {
    const response = await fetch(address);
    const { visitors } = (await response.json()) as { visitors: string };
    place.textContent = visitors;
  }
}

function again(): void {
  setTimeout(() => {
    poll()
      .catch(() => {})
      .finally(again);
  }, pollMs);
}

again();
