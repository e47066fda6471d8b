/**
 * Makes a list what a newer one is. Rows that stand in both stay where they are, with the focus and what is
 * open; where the reader has left the first row open, the newest takes its place.
 */
export function mergeList(list: Element, fresh: Element): void {
  const first = detailsOf(list.firstElementChild);
  const rows = [...fresh.children].map((row) => {
    const known = row.id === '' ? null : document.getElementById(row.id);
    return known ?? newRow(row);
  });
  const newest = detailsOf(rows[0]);
  if (first !== null && newest !== null && newest !== first) passOn(first, newest);
  let place = list.firstElementChild;
  for (const row of rows) {
    if (row === place) place = place.nextElementSibling;
    else list.insertBefore(row, place);
  }
  while (place !== null) {
    const next = place.nextElementSibling;
    place.remove();
    place = next;
  }
}

/** Opens the newest row in place of the one before, unless the reader is at work in that. */
function passOn(first: HTMLDetailsElement, newest: HTMLDetailsElement): void {
  const isInUse = first.contains(document.activeElement);
  newest.open = first.open && !isInUse;
  if (!isInUse) first.open = false;
  first.querySelector('.latest')?.classList.remove('latest');
}

function newRow(row: Element): Element {
  const adopted = document.adoptNode(row);
  adopted.classList.add('new');
  return adopted;
}

function detailsOf(row: Element | null | undefined): HTMLDetailsElement | null {
  return row?.querySelector('details') ?? null;
}
