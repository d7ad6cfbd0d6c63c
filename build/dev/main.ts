/** The main process of a development run: sets up where its pages come from, then starts the app itself. */
import './pages.ts';
import './window-time.ts';
import '../../electron/app.ts';
