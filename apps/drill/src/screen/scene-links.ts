import type { LinkStatus } from '@understudy/links';
import type { SceneLink } from './scene.ts';

/** The links of all tables in one direction as one line: the longest lag, the sums of what was done. */
export function sceneLinks(
  statuses: readonly LinkStatus[],
  directions: readonly (readonly [source: string, target: string])[],
): readonly SceneLink[] {
  return directions.map(([source, target]) => {
    const links = statuses.filter(({ link }) => link.source === source && link.target === target);
    const lags = links.map(({ state, lagMs }) => (state === 'leading' ? lagMs : undefined));
    const lagMs = lags.every((lag) => lag !== undefined) && lags.length > 0 ? Math.max(...lags) : undefined;
    const sum = (count: (status: LinkStatus) => number) =>
      links.reduce((total, each) => total + count(each), 0);
    return {
      source,
      target,
      ...(lagMs === undefined ? {} : { lagMs }),
      applied: sum(({ applied }) => applied),
      parked: sum(({ parked }) => parked),
    };
  });
}
