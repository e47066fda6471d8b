import { basename } from 'node:path';

/** A test file's results, as vitest's JSON reporter writes them. */
export interface FileResult {
  readonly name: string;
  readonly assertionResults: readonly {
    readonly ancestorTitles: readonly string[];
    readonly title: string;
    readonly status: string;
  }[];
}

/** Test files of the tag by engine, with what is not to be had there. */
const engines: readonly (readonly [name: string, files: RegExp, limits: string])[] = [
  ['Chromium', /^tag-(?!firefox|webkit)[\w-]+\.test\.ts$/, ''],
  ['Firefox', /^tag-firefox\.test\.ts$/, 'Not run: prerendering, which it has none of.'],
  [
    'WebKitGTK',
    /^tag-webkit\.test\.ts$/,
    'It is the engine, not Safari: its network is another, and it blocks third-party cookies, so no visitor is ' +
      'recognised. Not run: prerendering and GPC, which it lacks, but for a page that sets it; whatever needs ' +
      'what a page throws or logs, which its driver does not tell.',
  ],
];

/** Writes the page of what was tested, of all tests that passed. */
export function situationPage(results: readonly FileResult[]): string {
  const parts = engines.map(([engine, files, limits]) => {
    const table = situationTable(results.filter(({ name }) => files.test(basename(name))));
    return `## ${engine}\n\n${limits === '' ? '' : `${limits}\n\n`}${table}`;
  });
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
