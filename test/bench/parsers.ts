// What it costs to read the worst that can be sent: `pnpm bench parsers [characters …]`. Of each parser and
// each length: ms of the text that took longest. In brackets: longer than anything it is ever given.
import { fastest } from '../support/fastest.ts';
import { hostileTexts } from '../support/fuzz/hostile-texts.ts';
import { inputParsers, type InputParser } from '../support/input-parsers.ts';

const turns = 9;
const asked = process.argv.slice(2).map(Number);
const lengths = asked.length > 0 ? asked : [1_024, 8_192, 65_536];

console.log(`${hostileTexts.size} texts; characters:`);
print('', lengths.map(String), 'worst of the longest');
for (const [name, parser] of inputParsers) {
  const worst = lengths.map((length) => worstOf(parser, length));
  const figures = worst.map(({ ms }, index) => {
    const figure = ms.toFixed(3);
    return (lengths[index] ?? 0) > parser.longest ? `(${figure})` : `${figure} `;
  });
  print(name, figures, worst.at(-1)?.name ?? '');
}

function worstOf({ parse }: InputParser, length: number): { name: string; ms: number } {
  const all = [...hostileTexts].map(([name, textOf]) => {
    const text = textOf(length);
    return { name, ms: fastest([() => parse(text)], turns)[0] ?? 0 };
  });
  return all.reduce((worst, each) => (each.ms > worst.ms ? each : worst));
}

function print(name: string, figures: readonly string[], text: string): void {
  console.log(`${name.padEnd(44)}${figures.map((each) => each.padStart(9)).join('')}  ${text}`);
}
