import { spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { overviewHelp } from '../packages/collector/src/command/help/overview-help.ts';
import { cleanEnvironment, startCommand, watch } from './support/command.ts';
import { readCommands } from './support/documented-commands.ts';
import { scriptsBeside } from './support/scripts.ts';

// Every command line of the pages: the command is there, and has the flags. The command itself says so: it is run
// with one flag more that nothing has, and must stumble over nothing before that.

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = globSync(
  ['*.md', 'docs/*.md', 'packages/*/*.md', 'examples/*.md', 'examples/*/*.md'],
  {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  },
);
const commands = pages.flatMap((page) => readCommands(readFileSync(join(root, page), 'utf8')));
const unknown = '--no-command-has-this';

/** Flags of each verb of hitmark that pages show, each with a value where it has one. */
const flagsByVerb = new Map<string, Set<string>>();

function addFlags(verb: string, words: readonly string[]): void {
  const flags = flagsByVerb.get(verb) ?? new Set();
  words.forEach((word, index) => {
    if (!/^--[a-z]/.test(word)) return;
    const next = words[index + 1];
    const hasValue = !word.includes('=') && next !== undefined && !next.startsWith('-');
    flags.add(hasValue ? `${word}\0${next}` : word);
  });
  flagsByVerb.set(verb, flags);
}

for (const { program, words } of commands) {
  // A verb with a colon is the title of its help.
  if (program !== 'hitmark' || !/^[a-z]+$/.test(words[0] ?? '') || words[0] === 'help') continue;
  const isGroup = ['dead', 'report'].includes(words[0] ?? '') && /^[a-z]+$/.test(words[1] ?? '');
  const isName = ['dead', 'report'].includes(words[0] ?? '') && !isGroup;
  if (!isName) addFlags(words.slice(0, isGroup ? 2 : 1).join(' '), words);
}

/** Lists of flags in the help of each command: `  --lines 10      how many`. */
const helpPages = readFileSync(join(root, 'docs/commands.md'), 'utf8').split(/^## hitmark /m);
for (const [, verb = '', text = ''] of helpPages
  .slice(1)
  .map((each) => /^(\w+)\n([^]*)$/.exec(each) ?? [])) {
  if (['options', 'report', 'dead'].includes(verb)) continue;
  for (const [line] of text.matchAll(/^ {2}--.*$/gm)) {
    for (const part of line.trim().split(/ {2,}/)) {
      if (part.startsWith('--')) addFlags(verb, part.split(' ').slice(0, 2));
    }
  }
}

/** Flags that every command takes before it reads its own. */
const help = ['--help', '--version'];

describe('commands of the documentation', () => {
  it('are found', () => {
    expect([...flagsByVerb.keys()]).toEqual(
      expect.arrayContaining(['serve', 'stats', 'dead list']),
    );
    expect(commands.length).toBeGreaterThan(100);
  });

  it.each([...flagsByVerb].map(([verb, flags]) => [verb, [...flags]] as const))(
    'exist, with their flags: hitmark %s',
    async (verb, flags) => {
      const names = new Set(
        flags.filter((flag) => flag.includes('\0')).map((flag) => flag.split('\0')[0]),
      );
      // One that a text only mentions is tried with the value that another shows.
      const tried = flags.filter((flag) => flag.includes('\0') || !names.has(flag));
      const given = tried
        .filter((flag) => !help.includes(flag))
        .flatMap((flag) => flag.split('\0'));
      const { status, stderr } = await startCommand([...verb.split(' '), ...given, unknown], {
        HITMARK_PUBLIC_URL: 'https://t.example.com',
      }).end();
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: expect.stringContaining(`Unknown option '${unknown}'`),
      });
    },
  );

  it('name scripts, benchmarks and long runs that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    // Commands of pnpm's own.
    const own = ['install', 'exec', 'add', 'dlx', 'pack', 'up'];
    const parts: Readonly<Record<string, readonly string[]>> = {
      bench: scriptsBeside(new URL('bench/run.ts', import.meta.url).href),
      soak: scriptsBeside(new URL('soak/run.ts', import.meta.url).href),
      test: ['tests', 'long', 'attacks', 'packages', 'engines'],
    };
    const wrong = commands
      .filter(({ program }) => program === 'pnpm')
      .filter(({ words: [script = '', name = ''] }) => {
        if (!Object.hasOwn(scripts, script) && !own.includes(script)) {
          return !existsSync(join(root, 'node_modules/.bin', script));
        }
        const known = parts[script];
        return known !== undefined && /^[a-z]/.test(name) && !known.includes(name);
      });
    expect(wrong).toEqual([]);
  });
});

describe('a documented pipe', () => {
  const lines = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8').replaceAll('\\\n', ' ');
    return [...text.matchAll(/^```sh\n([^]*?)^```$/gm)]
      .flatMap(([, block = '']) => block.split('\n'))
      .filter((line) => /npx .*( \||[^0-9-]>)|\$\(npx /.test(line))
      .map((line) => [page, line] as const);
  });

  it.each(lines)('prints nothing but its data, and asks nothing, in %s: %s', (_page, line) => {
    expect(line).toMatch(/npx (--yes )?pnpm@10 (--silent |hitmark )|npx --yes @hitmark/);
  });

  it('is found', () => expect(lines.length).toBeGreaterThan(0));
});

describe('the command of a clone', () => {
  const run = (...args: readonly string[]) =>
    // What `npx pnpm@10` passes on.
    watch(
      spawn('pnpm', args, {
        cwd: root,
        env: { ...cleanEnvironment(), npm_lifecycle_event: 'npx' },
      }),
    ).end();

  it('prints nothing but its data: pnpm adds no line of its own', async () => {
    const { stdout, stderr } = await run('hitmark', 'keygen', 'spring');
    expect(stdout).toMatch(/^hm1\.spring\.[\w-]+\n$/);
    expect(stderr).toBe('');
  });

  it('adds no line to an error either, and ends with its status', async () => {
    const { status, stdout, stderr } = await run('hitmark', 'stat');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^hitmark: no command "stat".*\n$/);
  });

  it('shows its help without a verb, and starts no demo', async () => {
    const { status, stdout } = await run('hitmark');
    expect({ status, stdout }).toEqual({ status: 0, stdout: overviewHelp });
  });
});

describe('a page', () => {
  it('is read for its commands, in blocks and within lines', () => {
    const text = [
      'Say `hitmark dead list --data ./x`, `npx pnpm@10 bench link-size` or `hitmark` alone.',
      '```sh',
      "A=1 npx pnpm@10 --silent hitmark stats --site 'a b' | jq . # hitmark",
      'npx --yes @hitmark/collector tail --lines 5 && pnpm test long > out',
      '```',
    ].join('\n');
    expect(readCommands(text)).toEqual([
      { program: 'hitmark', words: ['dead', 'list', '--data', './x'] },
      { program: 'pnpm', words: ['bench', 'link-size'] },
      { program: 'hitmark', words: ['stats', '--site', 'a b'] },
      { program: 'hitmark', words: ['tail', '--lines', '5'] },
      { program: 'pnpm', words: ['test', 'long'] },
    ]);
  });
});
