/**
 * Bundles Hearth into dist/: main process and preload as CommonJS for Node 18, the renderer for Chrome 114
 * (the oldest runtime it works on), and the icons as PNG. Run directly: `node build/bundle.ts`.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, mergeConfig, type InlineConfig, type Plugin } from 'vite';
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

/** What every Node.js bundle starts with, so that it runs on an older Node.js. */
export const mainBanner = (): string =>
  readFileSync(path.join(import.meta.dirname, 'closed/old-node.cjs'), 'utf8');

/**
 * Wraps an entry for code-cache.ts: a single expression in ASCII, which takes one byte per character in memory. This
 * shifts columns, so a source map is up to 2 % off.
 */
const wrapEntry: Plugin = {
  name: 'wrap-entry',
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk' || !file.isEntry) continue;
      const ascii = file.code.replace(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      file.code = `(function (exports, require, module, __filename, __dirname) {${ascii}\n})`;
    }
  },
};

/** The whole main process, without whitespace and comments. Names stay, for the stacks in the log. */
const app = (target: Target): InlineConfig =>
  mergeConfig(commonJs(target, 'electron/app.ts', 'app.cjs', mainBanner()), {
    plugins: [wrapEntry],
    build: {
      rolldownOptions: {
        output: {
          minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
          // node:vm has no import() of its own.
          dynamicImportInCjs: false,
        },
      },
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

/** Bundles main process, preload and renderer, without the icons. */
export const bundleCode = async (target: Target): Promise<void> => {
  // What an earlier bundle was split into.
  await rm(path.join(target.dist, 'main'), { recursive: true, force: true });
  await build(commonJs(target, 'electron/main.ts', 'main.cjs'));
  await build(app(target));
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
