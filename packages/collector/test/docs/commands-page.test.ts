import { expect, it } from 'vitest';
import { helpPages } from '../../src/command/help/help-pages.ts';
import { overviewHelp } from '../../src/command/help/overview-help.ts';

// `pnpm exec vitest run --config test/vitest.config.ts --project unit commands-page -u` writes the page.

const path = new URL('../../../../docs/commands.md', import.meta.url).pathname;

it('docs/commands.md shows the help of every command', async () => {
  const pages = Object.entries(helpPages);
  const contents = pages.map(([name]) => `[${name}](#hitmark-${name})`).join(' · ');
  const sections = pages.map(
    ([name, help]) => `## hitmark ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`,
  );
  const page = `# Commands

The help of each command, as \`hitmark help COMMAND\` prints it.

${contents}

\`\`\`text
${overviewHelp.trimEnd()}
\`\`\`

${sections.join('\n')}`;
  await expect(page).toMatchFileSnapshot(path);
});
