import type { LinkName } from './link-name.ts';

/** The lag of one link at some moment; `undefined` where it is not known. */
export interface LinkLag {
  readonly link: LinkName;
  readonly lagMs: number | undefined;
}
