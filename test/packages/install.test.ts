import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packPackages, type PackedPackage } from '../../release/pack-packages.ts';
import { freePort } from '../support/free-port.ts';
import { pageExamples, type PageExample } from '../support/packages/page-examples.ts';
import { startRegistry, type Registry } from '../support/packages/registry.ts';
import { installedManifest, installTools, start, type Tools } from '../support/packages/tools.ts';
import { request } from '../support/request.ts';

// The packages as strangers get them: packed as they are published, asked for from a registry, installed into
// empty projects by each package manager.

const names = ['codec', 'tag', 'email', 'report', 'collector'];
const pages = ['README.md', ...names.map((name) => `packages/${name}/README.md`)];
const examples = pages.flatMap(pageExamples);
/** Packages that the examples need beside ours. */
const beside = ['koa@3.3.0', '@types/koa@3.0.3', 'pino@10.4.0'];
const isServer = ({ code }: PageExample): boolean => /'@hitmark\/(collector|report)'/.test(code);
/** Examples that end by themselves, and run on Node 20 too. */
const others = examples.filter((example) => !isServer(example)).map(({ name }) => name);

const folder = mkdtempSync(join(tmpdir(), 'hitmark-packages-'));
let packages: readonly PackedPackage[];
let registry: Registry;
let tools: Tools;

beforeAll(async () => {
  packages = packPackages(folder, 'https://github.com/owner/hitmark');
  registry = await startRegistry(packages);
  tools = await installTools(join(folder, 'tools'), registry.url);
}, 300_000);

afterAll(async () => {
  await registry?.close();
  rmSync(folder, { recursive: true });
});

describe.each([
  ['npm', 'typescript@5.9.3'],
  ['pnpm', 'typescript@7.0.2'],
  ['yarn', 'typescript@7.0.2'],
] as const)('a project of %s with %s', (manager, compiler) => {
  const project = join(folder, manager);
  const node = (...args: string[]) => start(process.execPath, project, args).end();

  it('installs all packages', async () => {
    const own = packages.map(({ manifest }) => manifest.name);
    const outcome = await tools.managers[manager].add(project, [...own, ...beside, compiler]);
    expect(outcome).toMatchObject({ status: 0 });
    for (const name of own) {
      const manifest = JSON.stringify(installedManifest(project, name));
      expect(manifest).not.toMatch(/workspace:|@hitmark\/source/);
    }
  }, 300_000);

  it('compiles the examples of the pages, strictly, with the types of all packages checked', async () => {
    mkdirSync(join(project, 'src'));
    for (const { name, code } of examples) writeFileSync(join(project, 'src', `${name}.ts`), code);
    const compilerOptions = {
      target: 'ES2022',
      module: 'NodeNext',
      lib: ['ES2022', 'DOM'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      rootDir: 'src',
      outDir: 'built',
    };
    const configuration = JSON.stringify({ compilerOptions, include: ['src'] });
    writeFileSync(join(project, 'tsconfig.json'), configuration);
    const { status, stdout } = await node('node_modules/typescript/bin/tsc', '-p', '.');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('refuses code that the types forbid', async () => {
    writeFileSync(
      join(project, 'wrong.mts'),
      `import { createCollector } from '@hitmark/collector';\ncreateCollector({ journal: 1 }).callback(2);`,
    );
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--ignoreConfig'];
    const used = compiler.includes('@5') ? flags.slice(0, -1) : flags;
    const { stdout } = await node('node_modules/typescript/bin/tsc', ...used, 'wrong.mts');
    expect(stdout.match(/error TS\d+/g)).toEqual(['error TS2322', 'error TS2554']);
  });

  it.each(others)('runs %s', async (name) => {
    const { status, stderr } = await node(`built/${name}.js`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('loads each entry from CommonJS by a dynamic import', async () => {
    const entries = packages.flatMap(({ manifest }) =>
      Object.keys(manifest['exports'] as object)
        .filter((entry) => !/\.(js|json)$/.test(entry))
        .map((entry) => manifest.name + entry.slice(1)),
    );
    writeFileSync(
      join(project, 'all.cjs'),
      `Promise.all(process.argv.slice(2).map((entry) => import(entry))).then((all) =>
         console.log(all.every((each) => Object.keys(each).length > 0), all.length));`,
    );
    const { stdout, stderr } = await node('all.cjs', ...entries);
    expect({ stdout, stderr }).toEqual({ stdout: `true ${entries.length}\n`, stderr: '' });
  });

  it('runs the collector of the README, and the report of its page on the journal', async () => {
    const [port, reportPort] = [await freePort(), await freePort()];
    const collector = await startExample(/createServer/, '8700', port);
    await expect.poll(() => isAnswered(`http://127.0.0.1:${port}/pixel.gif`)).toBe(200);
    await collector.output(/stored pageview/);
    const report = await startExample(/startReport/, '8701', reportPort);
    await report.output(new RegExp(`http://localhost:${reportPort}`));
  });

  /** Starts a compiled example that listens; it ends with the test. */
  async function startExample(holds: RegExp, own: string, port: number) {
    const [example, ...more] = examples.filter(({ code }) => holds.test(code));
    expect(more).toEqual([]);
    const code = example?.code ?? '';
    expect(code).toContain(own);
    // Node reads TypeScript; the code as it was compiled stands beside.
    writeFileSync(join(project, 'listens.mts'), code.replaceAll(own, String(port)));
    const running = start(process.execPath, project, ['listens.mts']);
    onTestFinished(async () => {
      running.process.kill();
      await running.end();
    });
    return running;
  }
});

async function isAnswered(url: string): Promise<number> {
  return request(url).then(
    ({ status }) => status,
    () => 0,
  );
}

describe('on Node 20', () => {
  const project = join(folder, 'npm');
  const node = (...args: string[]) => start(tools.node20, project, args).end();

  it.each(others)('%s runs', async (name) => {
    const { status, stderr } = await node(`built/${name}.js`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(['collector', 'report'])(
    'importing @hitmark/%s says in one line what it needs',
    async (name) => {
      const print = `import('@hitmark/${name}').catch(({ message }) => console.log(message))`;
      const { stdout } = await node('--eval', print);
      const needs = `@hitmark/${name} needs Node 24 or newer; this is Node v20.20.2\n`;
      expect(stdout).toBe(needs);
    },
  );

  it('the command says in one line what it needs, and how to get it', async () => {
    const { status, stdout, stderr } = await node('node_modules/@hitmark/collector/bin/hitmark.js');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^hitmark: needs Node 24 or newer; this is Node v20.*npx.*\n$/);
  });
});
