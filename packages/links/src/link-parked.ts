import type { LinkName } from './link-name.ts';

/** How many writes of one link its target lacks because they are parked and open; `undefined` where it is not known. */
export interface LinkParked {
  readonly link: LinkName;
  readonly parked: number | undefined;
}
