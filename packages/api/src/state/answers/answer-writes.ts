import type { FiveAnswers } from '@understudy/api-contract';
import type { Facts } from '../facts.ts';
import { lookAtWriter } from './look-at-writer.ts';

/** Are writes failing? */
export function answerWrites(facts: Facts): FiveAnswers['writes'] {
  const { route } = facts;
  if (route.kind === 'unseen') return withoutRoute(facts);
  const now = route.value.route;
  if (now.phase === 'moving')
    return {
      state: 'waiting',
      what: `Writes wait while the writer moves to ${now.to}.`,
      sinceMs: now.claimedMs,
    };
  const looks = lookAtWriter(now.writer, facts);
  const errors = errorsOfApplications(facts);
  if (looks.all === 0) return withoutLooks(now.writer, facts, errors);
  const { all, failing, slow, why, sinceMs } = looks;
  const failingRatio = failing / all;
  const since = sinceMs !== undefined && { sinceMs };
  const reason = why === undefined ? '' : ` (${why.replace(/\.$/, '')})`;
  const whole = { failingRatio, ...since };
  if (failing === all) return { state: 'failing', what: `Writes to ${now.writer} fail${reason}.`, ...whole };
  if (failing > 0)
    return {
      state: 'failing-in-part',
      what: `Writes to ${now.writer} fail for ${String(failing)} of ${String(all)} observers${reason}.`,
      ...whole,
    };
  if (errors !== undefined)
    return { state: 'failing-in-part', what: `Applications get errors: ${errors}.`, failingRatio };
  if (slow > 0)
    return {
      state: 'slow',
      what: `Writes to ${now.writer} are slow for ${String(slow)} of ${String(all)} observers.`,
      failingRatio,
    };
  return { state: 'succeeding', what: `Writes to ${now.writer} are succeeding.`, failingRatio };
}

/** Clients go on by their fence without a control store, where the topology lets them. */
function withoutRoute({ topology, route }: Facts): FiveAnswers['writes'] {
  const last = route.kind === 'unseen' ? route.last?.value.route : undefined;
  if (last === undefined)
    return {
      state: 'unknown',
      what: 'Whether writes are failing is unknown: the route has not been read yet.',
    };
  const writer = last.phase === 'steady' ? last.writer : last.from;
  const goesOn = topology.orchestrator === undefined ? '' : ' and what the observers see is not known';
  return {
    state: 'unknown',
    what: `Whether writes to ${writer} are failing is unknown: the control store does not answer${goesOn}.`,
  };
}

function withoutLooks(
  writer: string,
  { topology, regions }: Facts,
  errors: string | undefined,
): FiveAnswers['writes'] {
  if (errors !== undefined) return { state: 'failing-in-part', what: `Applications get errors: ${errors}.` };
  const here =
    regions.kind === 'seen' ? regions.value.regions.find(({ region }) => region === writer) : undefined;
  const seen =
    here === undefined
      ? ''
      : 'failure' in here.answer
        ? ` ${writer} does not answer this machine (${here.answer.failure}).`
        : ` ${writer} answers reads of this machine.`;
  const why =
    topology.orchestrator === undefined ? 'no orchestrators are declared' : 'no observer reports of late';
  return { state: 'unknown', what: `Whether writes are failing is unknown: ${why}.${seen}` };
}

/** Alerts by which applications get errors, where any fires. */
function errorsOfApplications({ reports }: Facts): string | undefined {
  const alerts = reports
    .filter(({ fresh }) => fresh)
    .flatMap(({ report }) => report.alerts ?? [])
    .filter(({ signal }) => signal === 'application-errors');
  return alerts[0]?.summary.replace(/\.$/, '');
}
