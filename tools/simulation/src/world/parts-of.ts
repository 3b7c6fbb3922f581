import { VERSION_LENGTH } from '@understudy/versions';

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
