import type { Page } from 'playwright';

/**
 * Words that a page shows, one text a line, in the order in which they are seen: what came into a slot, where the
 * slot is. Also below the first screen: what fits on that depends on the machine's fonts.
 */
export async function visibleText(page: Page): Promise<string> {
  const lines = await page.evaluate(() => {
    function textsIn(node: Node): Text[] {
      return node instanceof Text ? [node] : childrenOf(node).flatMap(textsIn);
    }

    function childrenOf(node: Node): Node[] {
      if (node instanceof Element && node.shadowRoot !== null)
        return [...node.shadowRoot.childNodes];
      const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
      return slotted.length > 0 ? slotted : [...node.childNodes];
    }

    function isSeen(text: Text): boolean {
      if (!text.parentElement?.checkVisibility({ visibilityProperty: true })) return false;
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getBoundingClientRect().width > 1;
    }

    return textsIn(document.body)
      .filter(isSeen)
      .map((text) => text.data.replaceAll(/\s+/g, ' ').trim())
      .filter((text) => text !== '');
  });
  return `${lines.join('\n')}\n`;
}
