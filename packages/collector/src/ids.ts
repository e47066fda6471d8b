import { v4, v7 } from 'uuid';
import type { Ids } from './pipeline/settings.ts';

/** Events are numbered by time (uuid v7), so that stores downstream append; visitors at random (v4). */
export const ids: Ids = {
  event: (received) => v7({ msecs: received }),
  visitor: () => v4(),
};
