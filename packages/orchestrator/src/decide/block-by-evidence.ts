import type { Block, ProgramSight, ServiceView, WantedFailover } from '@understudy/findings';
import type { Votes } from './count-votes.ts';

/** By how much in ms the clocks of observers, applications and workers may differ. */
const CLOCKS_MS = 1_000;

/** After this long in ms without another write a link's evidence of the writer counts no more: a wrong clock must not block for ever. */
const EVIDENCE_MS = 5_000;

/** What speaks against the writer being gone. Pure. */
export function blockByEvidence(view: ServiceView, wanted: WantedFailover, votes: Votes): readonly Block[] {
  return [
    ...withoutMajority(view, votes),
    ...onePlace(view, wanted, votes),
    ...replicatingWrites(view, wanted),
    ...reachingPrograms(view, wanted),
  ];
}

/** Of all that are declared: those on the smaller side of a cut never agree on anything. */
function withoutMajority({ policy }: ServiceView, { missing, trusted }: Votes): readonly Block[] {
  const declared = policy.observers.length;
  if (missing.length * 2 > declared) return [];
  const what = `${String(missing.length)} of ${String(declared)} observers miss the writer; ${String(trusted.length)} report and trust what they see.`;
  return [{ code: 'no-majority', what }];
}

/**
 * Observers of one place share its network. Where no observer at all sees the writer answer, an alert by which applications
 * get errors since then is the second signal from another place.
 */
function onePlace(
  { policy }: ServiceView,
  { confirmedBy = [] }: WantedFailover,
  { missing, seeing }: Votes,
): readonly Block[] {
  if (confirmedBy.length > 0 && seeing.length === 0) return [];
  const places = new Set(missing.map(({ place }) => place));
  const declared = new Set(policy.observers.map(({ place }) => place));
  if (places.size !== 1 || declared.size === 1) return [];
  return [{ code: 'one-place', what: `Only observers in ${[...places].join()} miss the writer.` }];
}

/** A write that was made after the observers had lost the writer, and was replicated since: the writer took it. */
function replicatingWrites(
  { links }: ServiceView,
  { from, missedSinceMs = Infinity }: WantedFailover,
): readonly Block[] {
  return links
    .filter(
      ({ link, newestWriteMs = -Infinity, newestWriteAgeMs = Infinity }) =>
        link.source === from && newestWriteMs > missedSinceMs + CLOCKS_MS && newestWriteAgeMs <= EVIDENCE_MS,
    )
    .map(({ link, newestWriteMs = 0 }) => ({
      code: 'writes-replicate',
      what: `${link.table} replicates writes that ${from} took ${String(Math.round(newestWriteMs - missedSinceMs))} ms after observers had lost it.`,
    }));
}

/** Where more of the programs reach the writer than miss it, callers are served. */
function reachingPrograms({ programs }: ServiceView, { from }: WantedFailover): readonly Block[] {
  const answering = programs.filter((program) => program.kind === 'answers');
  const missing = answering.filter((program) => misses(program, from));
  const reaching = answering.filter((program) => !misses(program, from));
  if (reaching.length === 0 || missing.length >= reaching.length) return [];
  const what = `${reaching.map(({ name }) => name).join(', ')} still reach ${from}.`;
  return [{ code: 'programs-reach-writer', what }];
}

function misses(program: ProgramSight, region: string): boolean {
  return program.kind === 'answers' && program.problems.some((problem) => problem.region === region);
}
