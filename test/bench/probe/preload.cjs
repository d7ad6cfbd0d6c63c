// Reports when the first row of a list (Hearth) or the heading (hello-world) has been painted: when the next task runs
// after the animation frame that follows its insertion. In milliseconds since 1970.
'use strict';
const { ipcRenderer } = require('electron');

const wanted = '[role="treeitem"][aria-level="2"], h1.hello';

const tell = () => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    ipcRenderer.send('bench:painted', performance.timeOrigin + performance.now());
  };
  channel.port2.postMessage(null);
};
const observer = new MutationObserver(() => {
  if (document.querySelector(wanted) === null) return;
  observer.disconnect();
  requestAnimationFrame(tell);
});
observer.observe(document, { subtree: true, childList: true });
