/** The renderer on a fake engine (test/fake): served with hot reload for people, or built once for component tests. */
import path from 'node:path';
import { build, createServer, preview, type InlineConfig } from 'vite';
import { sveltePlugin } from './svelte.ts';

const root = path.resolve(import.meta.dirname, '..');
const fake = path.join(root, 'test', 'fake');

const shared: InlineConfig = {
  configFile: false,
  root: fake,
  base: './',
  cacheDir: path.join(root, 'node_modules/.cache/vite-fake'),
  plugins: [sveltePlugin()],
};

/** Reachable only from this computer. */
const host = '127.0.0.1';

export interface Served {
  /** With a trailing slash. */
  url: string;
  close(): Promise<void>;
}

/** Vite’s own dev server, with the scene switcher. */
export const serveFake = async (): Promise<Served> => {
  const server = await createServer({
    ...shared,
    logLevel: 'warn',
    server: { host, port: 5317, fs: { allow: [root] } },
  });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
};

/** Builds into `folder` and serves the result: its pages open many times faster than those of the dev server. */
export const serveBuiltFake = async (folder: string): Promise<Served> => {
  const built: InlineConfig = {
    ...shared,
    logLevel: 'error',
    build: {
      target: 'chrome114',
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: path.join(fake, 'scene.html'),
      },
    },
  };
  await build(built);
  const server = await preview({ ...built, preview: { host, port: 0 } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
};
