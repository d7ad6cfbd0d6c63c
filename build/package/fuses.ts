/** The fuses of an Electron program, read back from it. */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

const fuses = {
  RunAsNode: FuseV1Options.RunAsNode,
  CookieEncryption: FuseV1Options.EnableCookieEncryption,
  NodeOptions: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  NodeCliInspect: FuseV1Options.EnableNodeCliInspectArguments,
  OnlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  LoadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
};

/** Which of them are on, such as `RunAsNode on, NodeOptions off`. */
export const fusesOf = async (program: string): Promise<string> => {
  const wire = await getCurrentFuseWire(program);
  const isOn = (fuse: FuseV1Options): boolean => Number(wire[fuse]) === '1'.charCodeAt(0);
  return Object.entries(fuses)
    .map(([name, fuse]) => `${name} ${isOn(fuse) ? 'on' : 'off'}`)
    .join(', ');
};
