import type { Page } from 'playwright';

/** Ids of the events that the report lists on the page that is open and on those after it. */
export async function listedEvents(page: Page): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    // The page comes piece by piece.
    await page.waitForLoadState();
    const rows = page.locator('[data-id]');
    ids.push(
      ...(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-id') ?? ''))),
    );
    const older = page.getByText('Older events');
    if ((await older.count()) === 0) return ids;
    await older.click();
  }
}
