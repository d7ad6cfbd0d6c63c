/** A made-up account: none of its folders exist. */
export const person = {
  name: 'a',
  uid: 1,
  home: '/home/a',
  runtimeFolder: '/run/user/1',
  unitFolder: '/home/a/.config/systemd/user',
  timerFolder: '/home/a/.local/share/systemd/timers',
  configFolder: '/home/a/.config',
};
