import type { ServiceView } from '@understudy/findings';
import { countVotes } from '../decide/count-votes.ts';

/**
 * What keeps a move to `to` from counting as verified: the route, what observers see, and what programs say that serve
 * callers. None: it is verified. Pure.
 */
export function judgeVerification(view: ServiceView, to: string): readonly string[] {
  return [...route(view, to), ...observers(view, to), ...programs(view)];
}

function route({ route: sight }: ServiceView, to: string): readonly string[] {
  if (sight.kind === 'unseen') return [`The route cannot be read: ${sight.why}.`];
  const now = sight.snapshot.route;
  if (now.phase === 'moving') return [`Another move is under way, to ${now.to}.`];
  return now.writer === to ? [] : [`${now.writer} is the writer.`];
}

function observers(view: ServiceView, to: string): readonly string[] {
  const { trusted, seeing } = countVotes(view, to);
  if (seeing.length * 2 > trusted.length) return [];
  return [`Only ${String(seeing.length)} of ${String(trusted.length)} observers see ${to} take writes.`];
}

function programs({ programs: sights }: ServiceView): readonly string[] {
  return sights.flatMap((program) => {
    if (program.kind === 'silent') return [`${program.name} does not answer: ${program.why}.`];
    if (program.ready) return [];
    const why = program.problems.map(({ problem }) => problem).join(' ');
    return [`${program.name} is not ready: ${why === '' ? 'it does not say why.' : why}`];
  });
}
