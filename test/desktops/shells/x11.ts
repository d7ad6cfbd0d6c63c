/** A pointer, a keyboard and a camera for an X server, through xdotool and ImageMagick. */
import { execa } from 'execa';

export const onX11 = (display: string) => {
  const env = { DISPLAY: display };
  const xdotool = (...words: string[]) => execa('xdotool', words, { env });
  return {
    picture: (file: string) => execa('import', ['-window', 'root', file], { env }),
    click: (x: number, y: number) =>
      xdotool(
        'mousemove',
        String(Math.round(x)),
        String(Math.round(y)),
        'sleep',
        '1',
        'click',
        '1',
      ),
    enter: async (line: string) => {
      await xdotool('type', '--delay', '40', line);
      await xdotool('key', 'Return');
    },
    xdotool,
  };
};
