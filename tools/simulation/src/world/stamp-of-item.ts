import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import type { ObservedWrite } from '@understudy/simulator';

type Image = ObservedWrite['before'];

export function stampOfItem(image: Image): string | undefined {
  return image?.[DEFAULT_STAMP_ATTRIBUTE]?.S;
}

/** Whether replication is about to delete it. */
export function isMarked(image: Image): boolean {
  return stampOfItem(image)?.endsWith('|x') === true;
}
