import { renderTable } from '../render-table.ts';
import { durationText } from '../duration-text.ts';
import { suggestNext } from './suggest-next.ts';
import type { LinkLine, RegionStatus, ServiceStatus } from './types.ts';

/** Rows of links shown before the rest is summed up, so that a status fits 24 lines. */
const LINK_ROWS = 8;
/** With the longest name of a region beside it, a row of links has 80 columns. */
const TABLE_WIDTH = 20;

/** The status for a terminal of 80 columns and 24 lines. */
export function renderServiceStatus(status: ServiceStatus): string {
  const next = suggestNext(status);
  const lines = [
    headline(status),
    '',
    ...renderTable(
      ['Region', 'Role', 'Answer', 'Fence'],
      status.regions.map((region) => regionRow(region)),
    ),
    '',
    ...renderTable(['Link', 'State', 'Lag', 'Report'], linkRows(status.links)),
    ...moreLinks(status.links),
    '',
    ...mergingLines(status),
    ...ledgerLine(status.links),
    `Next: ${next.what}`,
    ...(next.command === undefined ? [] : [`      ${next.command}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ service, route, atMs }: ServiceStatus): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  if ('failure' in route)
    return `${service}: the route could not be read (${describeNoAnswer(route.failure)}). ${time} UTC`;
  const { route: now, revision } = route;
  const where =
    now.phase === 'steady'
      ? `writer ${now.writer}, epoch ${now.epoch}`
      : `${now.kind} from ${now.from} to ${now.to} under way, step ${now.step}`;
  return `${service}: ${where}, revision ${revision}. ${time} UTC`;
}

function regionRow({ name, role, answer, fence }: RegionStatus): readonly string[] {
  const said = 'failure' in answer ? describeNoAnswer(answer.failure) : `${answer.tookMs.toFixed(0)} ms`;
  return [name, role, said, fence === undefined ? '-' : `epoch ${fence.epoch}, ${fence.writer}`];
}

function describeNoAnswer(failure: string): string {
  return (SAID[failure] ?? failure).slice(0, 40);
}

/** What the codes of a region that does not answer say in a table. */
const SAID: Readonly<Record<string, string>> = {
  UND_ROUTE_FENCE_UNREACHABLE: 'no answer',
  UND_ROUTE_STORE_UNREACHABLE: 'no answer',
  UND_ROUTE_NOT_FOUND: 'no route yet',
};

/** The worst first: those that people have to look at must not be the ones that are left out. */
function sorted(links: readonly LinkLine[]): readonly LinkLine[] {
  const rank = ({ state, hasGap, deadLetters = 0 }: LinkLine) =>
    state !== 'led' ? 0 : hasGap === true || deadLetters > 0 ? 1 : 2;
  return [...links].sort((a, b) => rank(a) - rank(b));
}

function linkRows(links: readonly LinkLine[]): readonly (readonly string[])[] {
  return sorted(links)
    .slice(0, LINK_ROWS)
    .map((line) => {
      const { link, lagMs, atTip, reportAgeMs } = line;
      return [
        `${cut(link.table, TABLE_WIDTH)} > ${link.target}`,
        stateOf(line),
        lagMs === undefined ? '-' : atTip === true && lagMs === 0 ? 'none' : roughly(lagMs),
        reportAgeMs === undefined ? '-' : roughly(reportAgeMs),
      ];
    });
}

/** The most pressing thing about a link, in at most 15 characters. */
function stateOf({ state, hasGap, deadLetters = 0 }: LinkLine): string {
  if (state !== 'led') return STATES[state];
  if (hasGap === true) return 'gap';
  return deadLetters > 0 ? `${Math.min(deadLetters, 99)} dead letters` : STATES.led;
}

/** The largest unit alone: `3 min` */
function roughly(ms: number): string {
  return durationText(ms).split(' ').slice(0, 2).join(' ');
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

const STATES: Readonly<Record<LinkLine['state'], string>> = {
  led: 'replicating',
  silent: 'silent',
  unled: 'no leader',
  never: 'never run',
  unreadable: 'unreadable',
};

function moreLinks(links: readonly LinkLine[]): readonly string[] {
  const more = links.length - LINK_ROWS;
  return more <= 0 ? [] : [`and ${more} more; -o json shows all`];
}

function mergingLines({ route, atMs }: ServiceStatus): readonly string[] {
  if ('failure' in route || route.route.merging.length === 0) return [];
  return route.route.merging.map(({ region, tail, untilMs }) =>
    tail === 'unsettled'
      ? `Reconciling: writes of ${region} are not all accounted for yet.`
      : untilMs > atMs
        ? `Reconciled: ${region}; late requests to it expire in ${durationText(untilMs - atMs)}.`
        : `Reconciled: ${region}; late requests to it have expired.`,
  );
}

/** Writes that lost, of all links; nothing where none has. */
function ledgerLine(links: readonly LinkLine[]): readonly string[] {
  const counts = links.flatMap(({ ledger }) => ledger ?? []);
  const sum = (name: 'open' | 'merged' | 'closed') => counts.reduce((total, count) => total + count[name], 0);
  if (sum('open') + sum('merged') + sum('closed') === 0) return [];
  const more = counts.some((count) => count.more) ? ', and more' : '';
  return [
    `Writes that lost: ${sum('open')} open, ${sum('merged')} merged, ${sum('closed')} closed otherwise${more}.`,
  ];
}
