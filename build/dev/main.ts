/** The main process of a development run: where its pages come from, then the app itself. */
import './pages.ts';
import '../../electron/main.ts';
