import { plainLine, type PlannedRepair, REPAIR_BLOCKS, type WatchedRepairs } from '@understudy/findings';
import { durationText } from '../duration-text.ts';
import { wrapText } from '../wrap-text.ts';
import type { PlanView } from './plan-view.ts';

const COLUMNS = 80;
/** Servers shown with what blocks their repair before the rest is counted. */
const SERVERS_SHOWN = 5;

/** What is done about servers that are down; nothing where none is, or no servers are watched. */
export function serverLines({ decided, atMs }: Pick<PlanView, 'decided' | 'atMs'>): readonly string[] {
  const watched = decided?.repairs;
  if (watched === undefined || watched.repairs.length === 0) return [];
  const shown = watched.repairs.slice(0, SERVERS_SHOWN).flatMap((repair) => describe(repair, watched, atMs));
  const more = watched.repairs.length - SERVERS_SHOWN;
  return [
    'Repairs of servers:',
    ...shown,
    ...(more > 0 ? [`  and ${String(more)} more; -o json shows all`] : []),
    '',
  ];
}

function describe(repair: PlannedRepair, watched: WatchedRepairs, atMs: number): readonly string[] {
  const { server, reason, step, blocks, passedOver, underWay } = repair;
  const since = (fromMs: number | undefined) =>
    fromMs === undefined ? '' : `, for ${durationText(Math.max(0, atMs - fromMs))}`;
  const head = underWay ? 'under way' : blocks.length === 0 ? 'begins now' : 'blocked';
  return [
    ...indent(`${server} (${head}${since(watched.neededSinceMs[server])}): ${reason}`),
    ...passedOver.flatMap(({ rung, why }) => indent(`Not ${rung}: ${why}`, '    ')),
    ...(step === undefined
      ? []
      : indent(`${step.action} At most ${durationText(step.limitMs)}. ${step.verification}`, '    ')),
    ...blocks.flatMap(({ code, what }) => [
      ...indent(`${what} (${code}${since(watched.blockedSinceMs[`${server} ${code}`])})`, '    '),
      ...indent(`To do: ${REPAIR_BLOCKS[code]}`, '      '),
    ]),
  ];
}

/** Words of people and of other machines come to a terminal as plain text. */
function indent(text: string, by = '  '): readonly string[] {
  return wrapText(plainLine(text), COLUMNS - by.length).map((line) => `${by}${line}`);
}
