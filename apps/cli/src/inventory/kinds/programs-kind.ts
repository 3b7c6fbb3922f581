import type { ProgramSight } from '@understudy/findings';
import { defineKind } from '../define-kind.ts';
import { evidenceOf } from '../evidence-of.ts';
import { findingsAbout, nextOf } from '../findings-about.ts';
import { agoText } from '../ago-text.ts';

/** The gateways and replicators of the topology, as they answer this machine. */
export const programsKind = defineKind<ProgramSight>({
  plural: 'programs',
  sources: ['programs', 'control'],
  items: ({ programs = [] }) => programs,
  nameOf: ({ name }) => name,
  columns: [
    { head: 'Program', cell: ({ name }) => name, most: 24 },
    { head: 'State', cell: stateText },
    { head: 'Problem', cell: problemText },
    { head: 'Address', cell: ({ url }) => url, wide: true },
  ],
  describe: (program, sights) => {
    const findings = findingsAbout(program.name, sights);
    const problems = program.kind === 'answers' ? program.problems : [];
    const [first] = problems;
    return {
      state: `${stateText(program)}, seen from this machine ${agoText(program.atMs, sights.atMs)}`,
      facts: [
        ['Address', program.url],
        ...(program.kind === 'silent' ? [['Why', program.why] as const] : []),
        ...problems.map(
          ({ problem, code, remedy, region }) =>
            [
              code ?? 'Problem',
              [problem, region && `(${region})`, remedy].filter(Boolean).join(' '),
            ] as const,
        ),
      ],
      evidence: evidenceOf(findings),
      moves: [],
      next:
        nextOf(findings) ??
        (first?.code === undefined
          ? {
              what:
                program.kind === 'silent'
                  ? 'It does not answer this machine: compare with what the orchestrators see.'
                  : 'Nothing to do.',
              ...(program.kind === 'silent' && { command: 'understudy plan' }),
            }
          : { what: first.remedy ?? first.problem, command: `understudy explain ${first.code}` }),
    };
  },
});

function stateText(program: ProgramSight): string {
  if (program.kind === 'silent') return 'no answer';
  return program.ready ? 'ready' : 'not ready';
}

function problemText(program: ProgramSight): string {
  if (program.kind === 'silent') return program.why;
  const [first, ...rest] = program.problems;
  if (first === undefined) return '-';
  return rest.length === 0 ? first.problem : `${first.problem} (and ${String(rest.length)} more)`;
}
