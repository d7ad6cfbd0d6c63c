/** Restricts all of Hearth's pages in one place. Electron's security checklist. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  app,
  protocol,
  session,
  type BrowserWindow,
  type Session,
  type WebContents,
} from 'electron';
import { shownLanguage } from '../core/texts/texts.ts';

const scheme = 'hearth';
const origin = `${scheme}://app`;

/** The page's URL, in the language of this process. */
const pageUrl = (page: 'index.html' | 'panel.html'): string => {
  const language = shownLanguage();
  return `${origin}/${page}${language === 'en' ? '' : `?language=${language}`}`;
};

/** Loads a page. A failure, and closing the window meanwhile, has its own events. */
export const loadPage = (window: BrowserWindow, page: Parameters<typeof pageUrl>[0]): void => {
  // Its events report it.
  window.loadURL(pageUrl(page)).catch(() => undefined);
};

export const isOwnPage = (url: string): boolean => url.startsWith(`${origin}/`);

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Call before the app is ready: sandboxes every renderer and makes the scheme a secure origin. */
export const secureEarly = (): void => {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: false } },
  ]);
};

/** The file for a URL; null if it leads out of the folder. */
const fileOf = (folder: string, url: string): string | null => {
  const { host, pathname } = new URL(url);
  if (host !== 'app') return null;
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    // No valid file name: not found.
    return null;
  }
  const file = path.join(folder, decoded);
  return file.startsWith(folder + path.sep) ? file : null;
};

const serveFolder = (folder: string): void => {
  // Deprecated, but `protocol.handle` loads all of fetch first, and each start would wait for that.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  protocol.registerBufferProtocol(scheme, ({ url }, answer) => {
    const file = fileOf(folder, url);
    const notFound = (): void => {
      answer({ statusCode: 404, data: Buffer.from('not found') });
    };
    if (file === null) {
      notFound();
      return;
    }
    // An unreadable file is reported as not found.
    readFile(file).then((data) => {
      answer({
        data,
        headers: {
          'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
        },
      });
    }, notFound);
  });
};

/** Refuses every permission except writing text to the clipboard, for the Copy buttons. */
const refusePermissions = (target: Session): void => {
  target.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === 'clipboard-sanitized-write' && isOwnPage(contents.getURL()));
  });
  target.setPermissionCheckHandler(
    (_, permission, requester) =>
      permission === 'clipboard-sanitized-write' && isOwnPage(requester),
  );
  target.setDevicePermissionHandler(() => false);
};

/** Hearth needs no network; DevTools, only in development, load their own pages. */
const refuseNetwork = (target: Session): void => {
  target.webRequest.onBeforeRequest((details, answer) => {
    const allowed =
      isOwnPage(details.url) || (!app.isPackaged && details.url.startsWith('devtools:'));
    answer({ cancel: !allowed });
  });
};

const confine = (contents: WebContents): void => {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
};

/** Call once the app is ready. @param folder the built renderer. */
export const secure = (folder: string): void => {
  serveFolder(folder);
  refusePermissions(session.defaultSession);
  refuseNetwork(session.defaultSession);
  app.on('web-contents-created', (_, contents) => {
    confine(contents);
  });
};
