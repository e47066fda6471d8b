import { readFileSync, writeFileSync } from 'node:fs';
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

const readme = new URL('../../packages/tag/README.md', import.meta.url);

/** Test files of the tag by engine; the table of each stands in the tag's README. */
const engines: Readonly<Record<string, RegExp>> = {
  Chromium: /^tag-(transport|views|events|privacy|harmless)\.test\.ts$/,
  Firefox: /^tag-firefox\.test\.ts$/,
  WebKitGTK: /^tag-webkit\.test\.ts$/,
};

/**
 * Writes the tables of tested situations into the tag's README; an engine that is missing here keeps its
 * table.
 *
 * @returns whether the README already told what was tested
 */
export function writeSituations(results: readonly FileResult[]): boolean {
  const before = readFileSync(readme, 'utf8');
  let text = before;
  for (const [engine, files] of Object.entries(engines)) {
    const table = situationTable(results.filter(({ name }) => files.test(basename(name))));
    if (table === '') continue;
    const start = `<!-- situations in ${engine}: written by the test run -->`;
    const end = `<!-- end of situations in ${engine} -->`;
    const [head, rest = ''] = text.split(start);
    text = `${head}${start}\n\n${table}\n${end}${rest.split(end)[1] ?? ''}`;
  }
  writeFileSync(readme, text);
  return text === before;
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
