/** The scene switcher around the page, which is in a frame and doesn't know about it. */
import { isSceneName, scenes } from './scenes.ts';

const find = <Kind extends Element>(selector: string, kind: new () => Kind): Kind => {
  const element = document.querySelector(selector);
  if (!(element instanceof kind)) throw new Error(`no ${selector}`);
  return element;
};

const form = find('form', HTMLFormElement);
const frame = find('iframe', HTMLIFrameElement);
const list = find('ul', HTMLUListElement);
const search = find('input', HTMLInputElement);
const about = find('output', HTMLOutputElement);

const chosen = (): string => {
  const name = decodeURIComponent(location.hash.slice(1));
  return isSceneName(name) ? name : 'few';
};
const field = (name: string): string => {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
};

const showList = (): void => {
  const words = search.value.trim().toLowerCase();
  const links = Object.entries(scenes)
    .filter(([name, scene]) => `${name} ${scene.about}`.toLowerCase().includes(words))
    .map(([name, scene]) => {
      const link = document.createElement('a');
      link.href = `#${name}`;
      link.textContent = name;
      link.title = scene.about;
      if (name === chosen()) link.setAttribute('aria-current', 'page');
      const item = document.createElement('li');
      item.append(link);
      return item;
    });
  list.replaceChildren(...links);
};

const showScene = (): void => {
  const name = chosen();
  about.textContent = isSceneName(name) ? scenes[name].about : '';
  const [width = '100%', height = ''] = field('size').split('x').filter(Boolean);
  frame.style.width = width.endsWith('%') ? width : `${width}px`;
  frame.style.height = height === '' ? '' : `${height}px`;
  frame.classList.toggle('fits', height === '');
  // A frame takes its element's colour scheme when its page allows both.
  frame.style.colorScheme = field('scheme');
  const asked = {
    scene: name,
    delay: field('delay'),
    panel: field('panel'),
    language: field('language'),
  };
  frame.src = `./scene.html?${new URLSearchParams(asked).toString()}`;
};

const show = (): void => {
  showList();
  showScene();
};
addEventListener('hashchange', show);
form.addEventListener('change', showScene);
search.addEventListener('input', showList);
show();
