import axe from 'axe-core';
import type { Page } from 'playwright';

/** Findings of axe-core on a page, each with the elements. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  return page.evaluate(`${axe.source}; axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
}
