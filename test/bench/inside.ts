/**
 * The part of the benchmark that runs in the desktop of the throwaway machine, as alice. `inside.ts FILE [NAME …]`
 * Writes rows to FILE as they come. Exit code 1 if a measurement broke; a missed goal is a figure like any other.
 */
import { writeFile } from 'node:fs/promises';
import { groups, isWanted } from './groups.ts';
import type { Row } from './row.ts';

const [file = '', ...wanted] = process.argv.slice(2);
const rows: Row[] = [];

for (const group of groups) {
  const names = group.names.filter((name) => isWanted(name, wanted));
  if (names.length === 0) continue;
  const began = performance.now();
  process.stderr.write(`${names.join(', ')} … `);
  try {
    await group.measure((...measured) => {
      rows.push(...measured.filter(({ name }) => isWanted(name, wanted)));
    });
    process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  } catch (thrown) {
    process.exitCode = 1;
    process.stderr.write(`broke\n`);
    console.error(thrown instanceof Error ? (thrown.stack ?? thrown.message) : thrown);
  }
  await writeFile(file, JSON.stringify(rows));
}
// A killed peer may still hold a pipe open.
process.exit();
