import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserPlugin from '@rollup/plugin-terser';
import { rollup } from 'rollup';

// Its types are those of a CommonJS module, which it is not.
const terser = terserPlugin as unknown as typeof terserPlugin.default;

/** An entry point and all that it needs as one minified module, as a browser would get it. */
export async function bundleForBrowsers(entry: string): Promise<string> {
  const minify = terser({ ecma: 2020, module: true, compress: { passes: 3, unsafe_arrows: true } });
  const plugins = [nodeResolve({ browser: true, rootDir: import.meta.dirname }), minify];
  const bundle = await rollup({ input: entry, plugins });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}
