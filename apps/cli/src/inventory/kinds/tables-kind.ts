import type { TableSpec } from '@understudy/topology';
import type { LinkLine } from '../../status/types.ts';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { findingsAbout, nextOf } from '../findings-about.ts';
import type { Sights } from '../sights.ts';
import { linkLag, linkNameText, linksOf, linkState } from './links-kind.ts';

interface TableItem extends TableSpec {
  readonly links: readonly LinkLine[];
}

/** The tables of the service, and how each is replicated. */
export const tablesKind = defineKind<TableItem>({
  plural: 'tables',
  sources: ['regions', 'control'],
  items: (sights) =>
    sights.topology.tables.map((table) => ({ ...table, links: linksOf(table.name, sights) })),
  nameOf: ({ name }) => name,
  columns: [
    { head: 'Table', cell: ({ name }) => name, most: 28 },
    { head: 'Writes', cell: ({ writes }) => writes },
    { head: 'Replication', cell: (table, sights) => fromWriter(table, sights, linkState) },
    { head: 'Lag', cell: (table, sights) => fromWriter(table, sights, linkLag) },
    { head: 'Ledger', cell: ({ links }) => sum(links, ({ ledger }) => ledger?.open) },
    { head: 'Dead', cell: ({ links }) => sum(links, ({ deadLetters }) => deadLetters) },
    { head: 'Conflicts', cell: ({ conflicts }) => conflicts, wide: true },
    { head: 'Assigned', cell: ({ assigned }) => assigned.join(', ') || '-', wide: true },
  ],
  describe: (table, sights) => {
    const { name, writes, conflicts, assigned, links } = table;
    const findings = findingsAbout(name, sights);
    return {
      state: `${fromWriter(table, sights, linkState)} from the writer, lag ${fromWriter(table, sights, linkLag)}`,
      facts: [
        ['Writes', writes],
        ['Conflicts', conflicts],
        ...(assigned.length > 0 ? [['Assigned', assigned.join(', ')] as const] : []),
        ...links.map(
          (line) => [`To ${line.link.target}`, `${linkState(line)}, lag ${linkLag(line)}`] as const,
        ),
        ['Ledger', `${sum(links, ({ ledger }) => ledger?.open)} open`],
        ['Dead letters', `${sum(links, ({ deadLetters }) => deadLetters)} open`],
      ],
      evidence: evidenceOf(findings),
      moves: [],
      next: nextOf(findings) ?? suggest(links),
    };
  },
});

/** Of the link that a failover would rest on; a dash where it is not known which one that is. */
function fromWriter({ links }: TableItem, { status }: Sights, text: (line: LinkLine) => string): string {
  const writer = status?.regions.find(({ role }) => role === 'writer' || role === 'leaving')?.name;
  const line = links.find(({ link }) => link.source === writer);
  return line === undefined ? 'unknown' : text(line);
}

/** A sum of which a part is not known shows so. */
function sum(links: readonly LinkLine[], count: (line: LinkLine) => number | undefined): string {
  const counts = links.map(count);
  const total = counts.reduce<number>((whole, each) => whole + (each ?? 0), 0);
  return counts.includes(undefined) ? (total === 0 ? 'unknown' : `${String(total)} or more`) : String(total);
}

function suggest(links: readonly LinkLine[]) {
  const trouble = links.find(({ state, hasGap }) => state !== 'led' || hasGap === true);
  if (trouble === undefined) return { what: 'Nothing to do.' };
  return { what: 'Look at its link.', command: `understudy describe link ${linkNameText(trouble)}` };
}
