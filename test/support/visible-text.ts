import type { Page } from 'playwright';

/** Words of a page that its first screen shows, one text a line: what a picture of it has. */
export async function visibleText(page: Page): Promise<string> {
  const lines = await page.evaluate(() => {
    const shown: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
      if (
        text === '' ||
        !(node.parentElement?.checkVisibility({ visibilityProperty: true }) ?? false)
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { top, bottom, width } = range.getBoundingClientRect();
      if (width > 1 && top < innerHeight && bottom > 0) shown.push(text);
    }
    return shown;
  });
  return `${lines.join('\n')}\n`;
}
