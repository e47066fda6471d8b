import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';

/** Folder of the README's pictures, and of the words that they show. */
export const pictureFolder = fileURLToPath(new URL('../../docs/', import.meta.url));

/** Looks of the page in the README's pictures. */
export const pictureLooks = ['light', 'dark'] as const;

/** Opens the page of the README's pictures as they show it. */
export async function openPicturedPage(
  browser: Pick<Browser, 'newPage'>,
  reportUrl: string,
  colorScheme: (typeof pictureLooks)[number],
): Promise<Page> {
  const viewport = { width: 1280, height: 1000 };
  const page = await browser.newPage({ locale: 'en-GB', viewport, colorScheme });
  await page.goto(`${reportUrl}/sites/sample`);
  return page;
}
