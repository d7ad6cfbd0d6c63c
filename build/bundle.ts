/**
 * Bundles Hearth into dist/: main process and preload as CommonJS for Node 18, the renderer for Chrome 114
 * (the oldest runtime it works on), and the icons as PNG. Run by itself: `node build/bundle.ts`.
 */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig } from 'vite';
import { drawIcons } from './icons.ts';

const root = path.resolve(import.meta.dirname, '..');
const shared: InlineConfig = { configFile: false, logLevel: 'warn', root };

interface Target {
  /** The folder that gets main/, renderer/ and icons/. */
  dist: string;
  /** Beside each file a map of what in it came from where. */
  sourcemap: boolean;
}

/** A CommonJS bundle with everything in it but electron and Node's own modules, begun by `banner`. */
const commonJs = (
  { dist, sourcemap }: Target,
  entry: string,
  file: string,
  banner = '',
): InlineConfig => ({
  ...shared,
  build: {
    ssr: path.join(root, entry),
    target: 'node18',
    outDir: path.join(dist, 'main'),
    emptyOutDir: false,
    minify: false,
    sourcemap: sourcemap && 'hidden',
    rollupOptions: {
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { format: 'cjs', entryFileNames: file, chunkFileNames: '[name].cjs', banner },
    },
  },
  ssr: { noExternal: true, target: 'node' },
  resolve: {
    conditions: ['node', 'module', 'default'],
    alias: { xml2js: path.join(import.meta.dirname, 'no-xml2js.cjs') },
  },
});

const renderer = ({ dist, sourcemap }: Target): InlineConfig => ({
  ...shared,
  root: path.join(root, 'renderer'),
  base: './',
  plugins: [svelte({ configFile: false })],
  build: {
    target: 'chrome114',
    outDir: path.join(dist, 'renderer'),
    emptyOutDir: true,
    sourcemap: sourcemap && 'hidden',
    // A data: URL for a font or script would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        window: path.join(root, 'renderer', 'index.html'),
        panel: path.join(root, 'renderer', 'panel.html'),
      },
    },
  },
});

/** Main process, preload and renderer, without the icons. */
export const bundleCode = async (target: Target): Promise<void> => {
  const oldNode = readFileSync(path.join(import.meta.dirname, 'closed/old-node.cjs'), 'utf8');
  await build(commonJs(target, 'electron/main.ts', 'main.cjs', oldNode));
  await build(commonJs(target, 'electron/preload.ts', 'preload.cjs'));
  await build(renderer(target));
};

export const bundle = async (): Promise<void> => {
  const dist = path.join(root, 'dist');
  await bundleCode({ dist, sourcemap: false });
  await drawIcons(path.join(dist, 'icons'));
};

if (process.argv[1] === import.meta.filename) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  await bundle();
  console.log(`Bundled Hearth ${version} into dist/`);
}
