const format = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Shows times, which the page has in UTC, as the reader's clock does. */
export function showLocalTimes(): void {
  for (const time of document.querySelectorAll('time')) {
    const date = new Date(time.dateTime);
    if (!Number.isNaN(date.getTime())) time.textContent = format.format(date);
  }
}
