import { durationText } from '../duration-text.ts';
import type { MoveMoment } from './move-account.ts';

/** Each moment: its time, how long after the one before, and after the first. */
export function momentRows(moments: readonly MoveMoment[]): readonly (readonly string[])[] {
  const [first] = moments;
  return moments.map(({ what, atMs }, at) => {
    const last = moments[at - 1];
    return [
      new Date(atMs).toISOString().slice(11, 23),
      last === undefined ? '' : `+${durationText(atMs - last.atMs)}`,
      first === undefined || last === undefined ? '' : durationText(atMs - first.atMs),
      what,
    ];
  });
}
