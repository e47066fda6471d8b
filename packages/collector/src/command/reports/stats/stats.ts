import { CommandError } from '../../command-error.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { createProgress } from '../../erasing/progress.ts';
import { print } from '../../events/print-events.ts';
import { readArguments } from '../../read-arguments.ts';
import { createInterruptSignal } from '../../serving/signals.ts';
import { openAnswers } from '../open-answers.ts';
import { loadReport } from '../load-report.ts';
import { reportFailure } from '../report-failure.ts';
import { withoutSite } from './known-sites.ts';
import { sectionsOf, tableIn, type Section } from './sections.ts';
import { readChoice, statsFlags, statsSwitches, type StatsChoice } from './stats-flags.ts';
import { stdoutView } from './view.ts';
import { writeCsv } from './write-csv.ts';
import { writeText, type AnsweredSection } from './write-text.ts';

/** `hitmark stats`: visitors, pages, sources and emails, whether or not a collector runs. */
export async function stats(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, statsFlags, 0, statsSwitches);
  const choice = readChoice(flags);
  const sections = chosenSections(choice);
  await checkDimension(choice.by);
  await checkQueries(sections);
  const signal = createInterruptSignal('what was read so far stays in the report');
  const progress = createProgress(false);
  const answers = await openAnswers(options, progress, signal).finally(() => progress.end());
  try {
    const missing =
      choice.format === 'text' && choice.sites !== null
        ? await withoutSite(answers, choice.sites)
        : null;
    if (missing !== null) {
      await print(missing, signal);
      return;
    }
    const answered = await Promise.all(
      sections.map(async (section): Promise<AnsweredSection> => {
        return { section, answer: await answers.query(section.query) };
      }),
    );
    await print(write(answered, choice), signal);
  } finally {
    await answers.close();
  }
}

/** A table is all that CSV can hold. */
function chosenSections(choice: StatsChoice): readonly Section[] {
  const sections = sectionsOf(choice);
  const table = tableIn(sections);
  return choice.format === 'csv' && table !== undefined ? [table] : sections;
}

/** @throws CommandError `usage` for an unknown name, with the nearest and a list of all */
async function checkDimension(by: string | null): Promise<void> {
  const { dimensionDefinitions } = await loadReport(() => import('@hitmark/report/query'));
  if (by === null || by.startsWith('data.') || Object.hasOwn(dimensionDefinitions, by)) return;
  const names = Object.keys(dimensionDefinitions);
  const problem = `--by: no dimension ${JSON.stringify(by)}${didYouMean(by, names)}`;
  throw new CommandError('usage', `${problem}; expected one of ${names.join(', ')} or data.<name>`);
}

/** @throws CommandError `usage` for a query that the query language does not accept */
async function checkQueries(sections: readonly Section[]): Promise<void> {
  const { parseQuery } = await loadReport(() => import('@hitmark/report/query'));
  for (const { query } of sections) await reportFailure((async () => parseQuery(query))());
}

function write(answered: readonly AnsweredSection[], { by, format }: StatsChoice): string {
  const [first] = answered;
  if (format === 'csv' && first !== undefined) return writeCsv(first.answer);
  if (format === 'text') return writeText(answered, stdoutView());
  const byName = Object.fromEntries(answered.map(({ section, answer }) => [section.name, answer]));
  return `${JSON.stringify(by === null ? byName : first?.answer)}\n`;
}
