/** The bundle's size, and each dependency's share of it, from the bundler's source maps. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleCode } from '../../../build/bundle.ts';
import { rowOf, type Group } from '../row.ts';

const own = 'Hearth itself';

/** The package of a source file; the innermost, if packages are nested. */
const packageOf = (source: string): string => {
  const [, inside] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  return inside ?? own;
};

/** Characters of a file by the package they came from. */
const shareOut = (text: string, map: SourceMap): Map<string, number> => {
  const shares = new Map<string, number>();
  for (const [line, content] of text.split('\n').entries()) {
    for (let column = 0; column < content.length; column += 1) {
      const entry = map.findEntry(line, column);
      // Code that the bundler added maps to no source line.
      const mapped = 'originalSource' in entry && entry.generatedLine === line;
      const from = mapped ? packageOf(entry.originalSource) : own;
      shares.set(from, (shares.get(from) ?? 0) + 1);
    }
  }
  return shares;
};

interface Size {
  file: string;
  bytes: number;
  gzip: number;
  shares: Map<string, number>;
}

const sizeOf = async (folder: string, file: string): Promise<Size> => {
  const bytes = await readFile(path.join(folder, file));
  const map = await readFile(path.join(folder, `${file}.map`), 'utf8').catch(() => null);
  const text = bytes.toString('utf8');
  const shares =
    map === null
      ? new Map([[own, text.length]])
      : shareOut(text, new SourceMap(JSON.parse(map) as SourceMapPayload));
  return { file, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, shares };
};

/** gzip compresses a whole file, so a package gets its share of the characters. */
const gzipByPackage = (sizes: readonly Size[]): Record<string, number> => {
  const total = new Map<string, number>();
  for (const { gzip, shares } of sizes) {
    const characters = [...shares.values()].reduce((sum, share) => sum + share, 0);
    for (const [name, share] of shares)
      total.set(name, (total.get(name) ?? 0) + (gzip * share) / characters);
  }
  const sorted = [...total].sort(([, a], [, b]) => b - a);
  return Object.fromEntries(sorted.map(([name, gzip]) => [name, Math.round(gzip)]));
};

export const bundleSizes: Group = {
  names: ['bundle'],
  measure: async (tell) => {
    const dist = await mkdtemp(path.join(tmpdir(), 'hearth-bundle-'));
    try {
      await bundleCode({ dist, sourcemap: 'hidden' });
      const files = (await readdir(dist, { recursive: true })).filter((file) =>
        /\.(?:c?js|css|html)$/.test(file),
      );
      const sizes = await Promise.all(files.sort().map((file) => sizeOf(dist, file)));
      const gzip = sizes.reduce((sum, size) => sum + size.gzip, 0);
      const byFile = sizes.map(({ file, bytes, gzip: packed }) => ({ file, bytes, gzip: packed }));
      tell(
        rowOf({
          name: 'bundle',
          measured: 'main, preload and renderer as shipped, each file through gzip -9',
          unit: 'kB',
          runs: [gzip / 1000],
          goal: 'stated',
          details: { files: byFile, gzipByPackage: gzipByPackage(sizes) },
        }),
      );
    } finally {
      await rm(dist, { recursive: true, force: true });
    }
  },
};
