import axe from 'axe-core';
import type { Page } from 'playwright';

/**
 * Findings of axe-core on a page, each with the elements. In dark it checks colours only: nothing else of
 * a page of ours differs from the light one, on which all its rules are checked.
 */
export async function findViolations(page: Page): Promise<readonly string[]> {
  return page.evaluate(`${axe.source};
    axe.run({
      resultTypes: ['violations'],
      ...(matchMedia('(prefers-color-scheme: dark)').matches && { runOnly: ['color-contrast', 'link-in-text-block'] }),
    }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`);
}
