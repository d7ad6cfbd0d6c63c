/** A development run on this desktop: Vite serves the pages, Electron restarts when its own code changes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer as createSocket } from 'node:net';
import path from 'node:path';
import { execa } from 'execa';
import { build, createServer, type InlineConfig, type Rolldown } from 'vite';
import { commonJs, mainBanner } from '../bundle.ts';
import { drawIcons } from '../icons.ts';
import { resolveElectron } from '../runtime.ts';
import { sveltePlugin } from '../svelte.ts';

const root = path.resolve(import.meta.dirname, '../..');
const host = '127.0.0.1';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = createSocket();
    socket.once('error', reject);
    socket.listen(0, host, () => {
      const address = socket.address();
      socket.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });

/** Serves the renderer from its sources, with hot reload; returns the address, without a trailing slash. */
const servePages = async (folder: string): Promise<string> => {
  const port = await freePort();
  const server = await createServer({
    configFile: false,
    root: path.join(root, 'renderer'),
    cacheDir: path.join(folder, 'vite'),
    logLevel: 'info',
    clearScreen: false,
    plugins: [sveltePlugin()],
    // Nothing is rendered on a server.
    ssr: { optimizeDeps: { noDiscovery: true, include: [] } },
    server: {
      host,
      port,
      strictPort: true,
      // The pages have Hearth’s own origin, which does not reveal where the server is.
      hmr: { protocol: 'ws', host, clientPort: port },
      fs: { allow: [root] },
      warmup: { clientFiles: ['./main.ts', './app/App.svelte'] },
    },
  });
  await server.listen();
  return `http://${host}:${String(port)}`;
};

const isWatcher = (built: Awaited<ReturnType<typeof build>>): built is Rolldown.RolldownWatcher =>
  'close' in built;

/** Bundles again at each change. Resolves when the first bundle is ready. */
const keepBundled = async (config: InlineConfig, onBundled: () => void): Promise<void> => {
  const watcher = await build({ ...config, build: { ...config.build, watch: {} } });
  if (!isWatcher(watcher)) throw new Error('Vite does not watch');
  await new Promise<void>((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') console.error(event.error.message);
      if (event.code !== 'END') return;
      onBundled();
      resolve();
    });
  });
};

interface Options {
  /** For bundles and Vite’s cache. */
  folder: string;
  /** Arguments for Hearth itself. */
  words: readonly string[];
  /** Called at each start. */
  onStarted: () => void;
}

/** Ends with Hearth, or when `stopped` is aborted. Returns its exit code. */
export const runDev = async (
  { folder, words, onStarted }: Options,
  stopped: AbortSignal,
): Promise<number> => {
  /** When this run or the latest restart began. */
  let since = Date.now();
  // Bundling beside the server would otherwise mark everything as production, and disable hot reload.
  process.env['NODE_ENV'] = 'development';
  await mkdir(folder, { recursive: true });
  // A different name, because Hearth itself may be running.
  const manifest = { name: 'hearth-dev', version: '0.0.0', main: 'main/main.cjs' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));

  let ended: (code: number) => void = () => undefined;
  const end = new Promise<number>((resolve) => (ended = resolve));
  let running: AbortController | null = null;
  /** Ends with the Hearth before: two at once would share one state folder. */
  let before: Promise<unknown> = Promise.resolve();
  let server = '';
  let electronPath = '';

  const startHearth = (): void => {
    if (server === '' || electronPath === '' || stopped.aborted) return;
    if (running !== null) since = Date.now();
    running?.abort();
    const mine = new AbortController();
    running = mine;
    before = before.then(async () => {
      // A still newer one takes its place.
      if (mine.signal.aborted) return;
      onStarted();
      const { exitCode } = await execa(electronPath, [folder, ...words], {
        stdio: 'inherit',
        reject: false,
        env: { HEARTH_DEV_SERVER: server, HEARTH_DEV_START: String(since) },
        cancelSignal: mine.signal,
      });
      // Otherwise Hearth was stopped only to start it again.
      if (running === mine) ended(exitCode ?? 1);
    });
  };
  stopped.addEventListener('abort', () => {
    running?.abort();
    ended(0);
  });

  const target = { dist: folder, sourcemap: 'inline' } as const;
  const [electron, address] = await Promise.all([
    resolveElectron(),
    servePages(folder),
    drawIcons(path.join(folder, 'icons')),
    keepBundled(commonJs(target, 'build/dev/main.ts', 'main.cjs', mainBanner()), () => {
      startHearth();
    }),
    keepBundled(commonJs(target, 'electron/preload.ts', 'preload.cjs'), () => {
      startHearth();
    }),
  ]);
  console.log(electron.note);
  server = address;
  electronPath = electron.path;
  startHearth();
  return end;
};
