/** A test file's results, as vitest's JSON reporter writes them. */
export interface FileResult {
  readonly name: string;
  readonly assertionResults: readonly {
    readonly ancestorTitles: readonly string[];
    readonly title: string;
    readonly status: string;
  }[];
}

/** An engine that the tag was tested in, and what is not to be had there. */
interface TestedEngine {
  readonly name: string;
  readonly limits: string;
  readonly results: readonly FileResult[];
}

/** Writes the page of what was tested, of all tests that passed. */
export function situationPage(engines: readonly TestedEngine[]): string {
  const parts = engines.map(
    ({ name, limits, results }) => `## ${name}\n\n${limits}\n\n${situationTable(results)}`,
  );
  return `# What was tested

The tag in the engines themselves, page and collector on different sites, asserted on what is on disk. Written by
\`pnpm tested\`, from the tests that passed.

${parts.join('\n')}`;
}

function situationTable(files: readonly FileResult[]): string {
  const sorted = files.toSorted((a, b) => a.name.localeCompare(b.name));
  const lines = sorted.flatMap(({ assertionResults }) => {
    const passed = assertionResults.filter(({ status }) => status === 'passed');
    const groups = new Set(passed.map(({ ancestorTitles }) => ancestorTitles.join(', ')));
    return [...groups].map((group) => {
      const titles = passed
        .filter(({ ancestorTitles }) => ancestorTitles.join(', ') === group)
        .map(({ title }) => `- ${escapeMarkdown(title)}`);
      return `**${escapeMarkdown(group)}** (${titles.length} passed)\n\n${titles.join('\n')}\n`;
    });
  });
  return lines.join('\n');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_<>|`[\]]/g, '\\$&');
}
