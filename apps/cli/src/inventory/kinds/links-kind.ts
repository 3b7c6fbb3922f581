import { durationText } from '../../duration-text.ts';
import type { LinkLine } from '../../status/types.ts';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { datedFindings, nextOf } from '../findings-about.ts';
import type { Sights } from '../sights.ts';
import type { Suggestion } from '../../status/suggest-next.ts';

const STATES: Readonly<Record<LinkLine['state'], string>> = {
  led: 'replicating',
  silent: 'silent',
  unled: 'no leader',
  never: 'never run',
  unreadable: 'unknown',
};

/** The replication of each table in each direction. */
export const linksKind = defineKind<LinkLine>({
  plural: 'links',
  sources: ['regions', 'control'],
  items: ({ status }) => status?.links ?? [],
  nameOf: linkNameText,
  columns: [
    { head: 'Link', cell: linkNameText, most: 44 },
    { head: 'State', cell: linkState },
    { head: 'Lag', cell: linkLag },
    { head: 'Ledger', cell: ({ ledger }) => (ledger === undefined ? '-' : String(ledger.open)) },
    { head: 'Dead', cell: ({ deadLetters }) => (deadLetters === undefined ? '-' : String(deadLetters)) },
    {
      head: 'Report',
      cell: ({ reportAgeMs }) => (reportAgeMs === undefined ? '-' : `${durationText(reportAgeMs)} ago`),
      wide: true,
    },
    {
      head: 'Merged',
      cell: ({ ledger }) => (ledger === undefined ? '-' : String(ledger.merged)),
      wide: true,
    },
  ],
  describe: (line, sights) => {
    const { link, reportAgeMs, ledger } = line;
    const findings = datedFindings(sights).filter(({ subject }) => isAbout(subject, line));
    return {
      state: `${linkState(line)}, ${lagWords(line)}`,
      facts: [
        ['Table', link.table],
        ['Direction', `from ${link.source} to ${link.target}`],
        ['Report', reportAgeMs === undefined ? 'none' : `${durationText(reportAgeMs)} ago`],
        [
          'Ledger',
          ledger === undefined
            ? 'unknown'
            : `${String(ledger.open)} open, ${String(ledger.merged)} merged, ${String(ledger.closed)} closed otherwise${ledger.more ? ', and more' : ''}`,
        ],
        ['Dead letters', line.deadLetters === undefined ? 'unknown' : `${String(line.deadLetters)} open`],
      ],
      evidence: evidenceOf(findings),
      moves: [],
      next: nextOf(findings) ?? suggest(line),
    };
  },
});

/** `orders/us-east-1/eu-central-1`: names of tables and regions have no slash. */
export function linkNameText({ link: { table, source, target } }: Pick<LinkLine, 'link'>): string {
  return `${table}/${source}/${target}`;
}

export function linkState({ state, hasGap }: LinkLine): string {
  return state === 'led' && hasGap === true ? 'gap' : STATES[state];
}

export function linkLag({ lagMs, atTip }: LinkLine): string {
  if (lagMs === undefined) return '-';
  return atTip === true && lagMs === 0 ? 'none' : durationText(lagMs);
}

function lagWords(line: LinkLine): string {
  const lag = linkLag(line);
  return lag === '-' ? 'lag unknown' : lag === 'none' ? 'no lag' : `${lag} behind`;
}

/** Orchestrators name a link `orders us-east-1 → eu-central-1`. */
function isAbout(subject: string, { link: { table, source, target } }: LinkLine): boolean {
  const words = subject.split(/[\s,]+/);
  return [table, source, target].every((word) => words.includes(word));
}

function suggest({ link, state, hasGap, deadLetters = 0, ledger }: LinkLine): Suggestion {
  if (state === 'unreadable')
    return { what: `What ${link.target} keeps of it can not be read.`, command: 'understudy check' };
  if (state !== 'led') return { what: 'No replicator leads it.', command: 'understudy replicator run' };
  if (hasGap === true)
    return {
      what: 'The stream dropped records before they were read.',
      command: `understudy backfill ${link.table} --reseed`,
    };
  if (deadLetters > 0)
    return {
      what: 'Some records could not be applied.',
      command: `understudy dead-letters list --table ${link.table}`,
    };
  if (ledger !== undefined && ledger.open > 0)
    return {
      what: 'Acknowledged writes lost against later ones.',
      command: `understudy ledger list --table ${link.table}`,
    };
  return { what: 'Nothing to do.' };
}

/** The links of one table. */
export function linksOf(table: string, { status }: Sights): readonly LinkLine[] {
  return (status?.links ?? []).filter(({ link }) => link.table === table);
}
