/** Installs a file as the crontab, as Hearth does, to be killed meanwhile: `node installing.ts FOLDER-OF-PROGRAMS FILE` */
import { readFile } from 'node:fs/promises';
import { readPerson } from '../../../electron/host/account.ts';
import { openLocalHost } from '../../../electron/host/local.ts';
import { createRunner } from '../../../electron/host/runner.ts';
import { createCrontab } from '../../../electron/system/cron/crontab-program.ts';

const [programs = '', file = ''] = process.argv.slice(2);
const environment = process.env;
const host = openLocalHost({ environment, account: readPerson(environment), folders: [programs] });
const runner = createRunner(host, () => undefined);
await createCrontab(runner, host.files).install(await readFile(file));
