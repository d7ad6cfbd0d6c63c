/**
 * Serves the pages of a development run from Vite’s dev server, over Hearth’s own scheme: their origin, and everything
 * that depends on it, is the app’s. Only `npm run dev` bundles this; none of it is in the app.
 */
import { app, protocol, session } from 'electron';

const server = process.env['HEARTH_DEV_SERVER'];
if (server === undefined) throw new Error('HEARTH_DEV_SERVER names no dev server: run npm run dev');
const socket = server.replace(/^http:/, 'ws:');

/** Vite inserts styles into the page, and reports changes over a socket: both only from and to this computer. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  `connect-src ${socket}`,
].join('; ');

const fromServer = async (request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url);
  const accept = request.headers.get('accept') ?? '*/*';
  const answer = await fetch(`${server}${pathname}${search}`, { headers: { accept } });
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
    },
  });
};

process.setSourceMapsEnabled(true);

// By this one Hearth serves the pages of its bundle.
// eslint-disable-next-line @typescript-eslint/no-deprecated
protocol.registerBufferProtocol = (scheme) => {
  protocol.handle(scheme, fromServer);
  return true;
};

// Registered before the app’s handler, so it runs first.
void app.whenReady().then(() => {
  const { webRequest } = session.defaultSession;
  const onBeforeRequest = webRequest.onBeforeRequest.bind(webRequest);
  type Judge = Parameters<typeof onBeforeRequest>[0];
  webRequest.onBeforeRequest = ((judge: NonNullable<Judge>) => {
    onBeforeRequest((details, answer) => {
      if (details.url.startsWith(`${socket}/`)) answer({ cancel: false });
      else judge(details, answer);
    });
  }) as typeof webRequest.onBeforeRequest;
});

app.on('web-contents-created', (_, contents) => {
  contents.on('before-input-event', (event, { type, key, control, shift }) => {
    const wanted = key === 'F12' || (key.toLowerCase() === 'i' && control && shift);
    if (type !== 'keyDown' || !wanted) return;
    event.preventDefault();
    contents.toggleDevTools();
  });
});
