import { DEFAULT_STAMP_ATTRIBUTE, VERSION_LENGTH } from '@understudy/versions';
import type { ObservedWrite } from '@understudy/simulator';

type Image = ObservedWrite['before'];

export function stampOfItem(image: Image): string | undefined {
  return image?.[DEFAULT_STAMP_ATTRIBUTE]?.S;
}

/** Whether replication is about to delete it. */
export function isMarked(image: Image): boolean {
  return stampOfItem(image)?.endsWith('|x') === true;
}

export function epochOfStamp(stamp: string): number {
  return Number(stamp.slice(0, 10));
}

/** A version's parts as texts, for comparisons that a wrong version must not make throw. */
export function partsOf(stamp: string): {
  readonly epoch: number;
  readonly region: string;
  readonly sequence: string;
} {
  const [epoch = '', region = '', sequence = ''] = stamp.slice(0, VERSION_LENGTH).split('|');
  return {
    epoch: Number(epoch),
    region: region.replace(/\.+$/, ''),
    sequence: sequence.replace(/^0+/, '') || '0',
  };
}
