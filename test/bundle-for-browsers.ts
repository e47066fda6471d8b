import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserPlugin from '@rollup/plugin-terser';
import { rollup, type OutputOptions } from 'rollup';

// Its types are those of a CommonJS module, which it is not.
const terser = terserPlugin as unknown as typeof terserPlugin.default;

/** An entry point and all that it needs as one minified module, as a browser would get it. */
export function bundleForBrowsers(entry: string): Promise<string> {
  return bundle(entry, { format: 'es' });
}

/** Bundles the same as a script that sets a variable, for pages without modules. */
export function bundleForScripts(entry: string, variable: string): Promise<string> {
  return bundle(entry, { format: 'iife', name: variable });
}

async function bundle(entry: string, options: OutputOptions): Promise<string> {
  const minify = terser({
    ecma: 2020,
    module: options.format === 'es',
    compress: { passes: 3, unsafe_arrows: true },
  });
  const plugins = [nodeResolve({ browser: true, rootDir: import.meta.dirname }), minify];
  const built = await rollup({ input: entry, plugins });
  const { output } = await built.generate(options);
  await built.close();
  return output[0].code;
}
