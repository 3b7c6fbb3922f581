import type { LinkParked } from '@understudy/links';
import { MovesError } from './errors.ts';

/** What a switchover to the links' target has against their parked records, beyond those that were `accepted`. */
export function parkedRefusals(
  seen: readonly LinkParked[],
  accepted: readonly LinkParked[],
): readonly MovesError[] {
  return seen.flatMap(({ link, parked }) => {
    const { table, source, target } = link;
    const name = `${table} from ${source} to ${target}`;
    if (parked === undefined) {
      const what = `How many records of ${name} are parked is not known.`;
      return [new MovesError('UND_MOVES_PARKED_UNKNOWN', { what, details: { link } })];
    }
    const isAccepted = ({ link: of }: LinkParked) =>
      of.table === table && of.source === source && of.target === target;
    const most = accepted.find(isAccepted)?.parked ?? 0;
    if (parked <= most) return [];
    const more = most === 0 ? '' : `, and ${most} were accepted`;
    const what = `${name} has ${parked} parked records, acknowledged writes that ${target} lacks${more}.`;
    return [new MovesError('UND_MOVES_PARKED_RECORDS', { what, details: { link, parked, accepted: most } })];
  });
}
