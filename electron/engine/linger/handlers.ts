import type { lingerMethods } from '../../ipc/contract/linger.ts';
import type { HandlersOf } from '../../ipc/contract/method.ts';
import type { Lingering } from './lingering.ts';

export const lingerHandlers = ({
  lingering,
}: {
  lingering: Lingering;
}): HandlersOf<typeof lingerMethods> => ({
  setLinger: ({ enable }) => lingering.set(enable),
});
