import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createManual } from '../../../electron/system/manager/manual.ts';
import { createBench, sudo, afterwards } from '../workbench/bench.ts';

/** Where packages come without man pages, install our own on the same path, in the style of the real page. */
const layOutPage = async (): Promise<void> => {
  const page = '/usr/share/man/man5/systemd.service.5';
  if (existsSync(page) || existsSync(`${page}.gz`)) return;
  const roff = String.raw`.TH "SYSTEMD\&.SERVICE" "5" "" "systemd" "systemd.service"
.nh
.ad l
.SH "OPTIONS"
.PP
\fIRestart=\fR
.RS 4
Configures whether the service shall be restarted\&.
.RE
`;
  await sudo('mkdir', '-p', '/usr/share/man/man5');
  await sudo('sh', '-c', `printf '%s' "$1" > ${page}`, 'sh', roff);
  afterwards(() => sudo('rm', page));
};

describe('the installed man page', () => {
  test('quotes the entry of a key, and reads each page only once', async () => {
    await layOutPage();
    const { runner, records } = createBench();
    const manual = createManual(runner);
    const entry = await manual('Service', 'Restart');
    expect(entry?.page).toBe('systemd.service(5)');
    expect(entry?.text).toMatch(/^Configures whether the service shall be restarted/);
    expect(entry?.text).not.toContain('\b');
    await manual('Service', 'Restart');
    expect(records.map(({ line }) => line)).toEqual([
      'man --no-justification --no-hyphenation -P cat systemd.service',
    ]);
  });

  test('has no entry for an unknown key or section', async () => {
    const manual = createManual(createBench().runner);
    expect(await manual('Service', 'NoSuchKey')).toBeNull();
    expect(await manual('NoSuchSection', 'Restart')).toBeNull();
  });

  test('returns null when man isn’t installed', async () => {
    const runner = createBench(process.env, ['/nonexistent']).runner;
    expect(await createManual(runner)('Service', 'Restart')).toBeNull();
  });
});
