import axe from 'axe-core';
import type { Page } from 'playwright';

/** Everything that axe-core finds in a page, by the rule that it breaks. */
export async function axeFindings(page: Page): Promise<string[]> {
  return page.evaluate(`${axe.source}; axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
}
