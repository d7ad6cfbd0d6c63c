/** Hearth itself: what must be there before Chromium is. main.ts runs it. */
import path from 'node:path';
import { app } from 'electron';
import { ownWords, parseWords, type Opening } from './cli/parse-words.ts';
import { problemLines } from './core/problems/problem-lines.ts';
import { compose } from './compose.ts';
import { problem } from './core/problems/problem.ts';
import { chooseLanguage, languageNamed } from './core/texts/texts.ts';
import { openLog } from './engine/app/log.ts';
import { readPerson } from './host/account.ts';
import { openLocalHost } from './host/local.ts';
import { programFolders } from './host/programs.ts';
import { runPlainNode } from './host/terminal/plain-node.ts';
import { catchBugs } from './shell/catch-bugs.ts';
import { keepFewProcesses } from './shell/chromium-flags.ts';
import { secureEarly } from './shell/security.ts';
import { trayHostFrom } from './system/desktop/tray-host.ts';

const isSet = (name: 'DISPLAY' | 'WAYLAND_DISPLAY'): boolean => (process.env[name] ?? '') !== '';

const open = (asked: Opening): void => {
  secureEarly();
  // The pseudo-language is for those who work on Hearth.
  if (!app.isPackaged) chooseLanguage(languageNamed(process.env['HEARTH_LANGUAGE']));
  const host = openLocalHost({ environment: process.env, account: readPerson(process.env) });
  // Asked while Chromium starts: the tray can be there before anything else.
  const keepHost = trayHostFrom(host);
  const log = openLog(host.account, process.env);
  const bugs = catchBugs(log);
  app
    .whenReady()
    .then(() => {
      compose({ host, keepHost, log, bugs, asked });
    })
    .catch((thrown: unknown) => {
      log.report(thrown);
      app.exit(1);
    });
};

const words = ownWords(process.argv, process.defaultApp);
const asked = parseWords(words);
// Without the launcher of a package, as in an AppImage.
if (asked.kind !== 'open') process.exit(runPlainNode(path.join(__dirname, 'cli.cjs'), words));

// Electron itself starts `gio` for the trash and `xdg-open` for folders: from where Hearth finds programs.
process.env['PATH'] = programFolders.join(':');
delete process.env['ELECTRON_TRASH'];
app.setDesktopName('org.hearth.Hearth.desktop');
keepFewProcesses();
// The one that is running gets the words: `second-instance`.
if (!app.requestSingleInstanceLock({ words })) app.quit();
else if (isSet('DISPLAY') || isSet('WAYLAND_DISPLAY')) open(asked);
else {
  // Chromium would abort.
  for (const line of problemLines(problem('no-display', {}))) console.error(line);
  process.exit(2);
}
