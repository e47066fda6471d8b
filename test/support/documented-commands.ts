/** A command that a page shows. */
export interface DocumentedCommand {
  readonly program: 'hitmark' | 'pnpm';
  /** Arguments, without quotes. */
  readonly words: readonly string[];
}

/** Beginning of a shell line that calls the command or a script: all that stands before its arguments. */
const call =
  /(?:^|[\s($"])(?:npx (?:--yes )?)?(?:(?:pnpm@10 |pnpm )(?:--silent )?(hitmark )?|(?:hitmark|@hitmark\/collector)(?: |$))/;

/** Reads the commands of a page: those of blocks of shell lines and of help, and those between backticks. */
export function readCommands(markdown: string): readonly DocumentedCommand[] {
  const found: DocumentedCommand[] = [];
  for (const part of markdown.split(/(^```[^]*?^```$)/m)) {
    const [, language, block = ''] = /^```(\w*)\n([^]*)```$/.exec(part) ?? [];
    const lines =
      language === undefined
        ? [...part.matchAll(/`([^`\n]+(?:\n[^`\n]+)?)`/g)].map(([, code = '']) =>
            code.replace('\n', ' '),
          )
        : ['sh', 'text', ''].includes(language)
          ? block.replaceAll('\\\n', ' ').split('\n')
          : [];
    found.push(...lines.flatMap((line) => readLine(line, language === undefined)));
  }
  return found;
}

function readLine(line: string, isInline: boolean): readonly DocumentedCommand[] {
  // A command begins a line of help; other words of it tell what it does.
  const texts = isInline || !/^ {2,}/.test(line) ? [line] : [line.trim().split(/ {2,}/)[0] ?? ''];
  return texts
    .flatMap((text) => text.split(/ && | \| |; /))
    .flatMap((text) => {
      const match = call.exec(text);
      if (match === null || !isCommand(text.slice(0, match.index))) return [];
      const isPnpm = /pnpm(@10)? /.test(match[0]) && match[1] === undefined;
      const words = readWords(text.slice(match.index + match[0].length));
      if (words.length === 0) return [];
      return [{ program: isPnpm ? 'pnpm' : 'hitmark', words } as const];
    });
}

/** Tells whether words in front of a command are of the shell: variables, `export X=$(`. */
function isCommand(before: string): boolean {
  return /^(\s|export|[A-Z_]+=('[^']*'|"[^"]*"|\S*)|\$\(|"|[^\s]*=)*$/.test(before);
}

/** Words up to the end of a command: a pipe, a file, a comment, a bracket. */
function readWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (/^([|>&<#;)…]|\d>)/.test(word)) break;
    const isEnd = /[)"]$/.test(word) && !/^["']/.test(word) && !word.includes('="');
    words.push(word.replaceAll(/^['"]|['"]$/g, '').replace(/\)"?$|(?<!["'])"$/, ''));
    if (isEnd) break;
  }
  return words;
}
