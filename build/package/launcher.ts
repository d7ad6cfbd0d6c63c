/** /usr/bin/hearth: what opens a window starts Electron, all else runs in its program as plain Node. */
import { commandNames, commandTable } from '../../electron/cli/command-table.ts';

const windowed = commandNames.filter((name) => commandTable[name].opensWindow);

/** @param folder where the app is installed. */
export const launcher = (folder: string): string => `#!/bin/sh
unset ELECTRON_RUN_AS_NODE
case \${1-} in
  --help | -h | --version) ;;
  '' | -* | ${windowed.join(' | ')})
    # As root, Chromium would abort before Hearth can say why.
    if [ "$(id -u)" != 0 ]; then exec ${folder}/hearth "$@"; fi
    ;;
esac
unset NODE_OPTIONS NODE_EXTRA_CA_CERTS
export ELECTRON_RUN_AS_NODE=1
exec ${folder}/hearth ${folder}/resources/app.asar/dist/main/cli.cjs "$@"
`;
