import { partsOf } from './parts-of.ts';

export function shortStamp(stamp: string | undefined): string {
  if (stamp === undefined) return 'no stamp';
  const { epoch, region, sequence } = partsOf(stamp);
  return `${epoch}|${region}|${sequence === '0' ? '0' : `…${sequence.slice(-4)}`}${stamp.endsWith('|x') ? '|x' : ''}`;
}
