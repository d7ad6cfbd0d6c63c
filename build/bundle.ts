/**
 * Bundles Hearth into dist/: main process and preload as CommonJS for Node 18, the renderer for Chrome 114
 * (the oldest runtime it works on), and the icons as PNG. Run directly: `node build/bundle.ts`.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';
import { drawIcons } from './icons.ts';
import { sveltePlugin } from './svelte.ts';

const root = path.resolve(import.meta.dirname, '..');
const shared: InlineConfig = { configFile: false, logLevel: 'warn', root };

interface Target {
  /** The folder that gets main/, renderer/ and icons/. */
  dist: string;
  /** None, in files beside the code without a reference to them, or inside the code. */
  sourcemap: false | 'hidden' | 'inline';
}

/** Bundles beside each other may split off the same modules, each in its own way. */
const chunksOf = (file: string): string => `${path.parse(file).name}-[name].cjs`;

/** A CommonJS bundle of everything except electron and Node's own modules, starting with `banner`. */
export const commonJs = (
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
    sourcemap,
    rolldownOptions: {
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { format: 'cjs', entryFileNames: file, chunkFileNames: chunksOf(file), banner },
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
  plugins: [sveltePlugin()],
  build: {
    target: 'chrome114',
    outDir: path.join(dist, 'renderer'),
    emptyOutDir: true,
    sourcemap,
    // A data: URL for a font or script would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        window: path.join(root, 'renderer', 'index.html'),
        panel: path.join(root, 'renderer', 'panel.html'),
      },
    },
  },
});

/** The first code of the main process. */
export const mainBanner = (): string =>
  readFileSync(path.join(import.meta.dirname, 'closed/old-node.cjs'), 'utf8');

/** Bundles main process, preload and renderer, without the icons. */
export const bundleCode = async (target: Target): Promise<void> => {
  // What an earlier bundle was split into.
  await rm(path.join(target.dist, 'main'), { recursive: true, force: true });
  await build(commonJs(target, 'electron/main.ts', 'main.cjs', mainBanner()));
  await build(commonJs(target, 'electron/cli/windowless.ts', 'cli.cjs', mainBanner()));
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
