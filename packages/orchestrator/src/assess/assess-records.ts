import type { Finding, RecordSight, ServiceView } from '@understudy/findings';
import { recordName } from '../records/record-name.ts';
import { hasEnded } from '../steps/has-ended.ts';

/**
 * DNS records that lead elsewhere than to the writer. What was seen before the route had this writer, or before the step that changes the record
 * ended, says nothing; nor does a record that could not be read: readiness says that. Pure.
 */
export function assessRecords(view: ServiceView): readonly Finding[] {
  const { records = [], route: sight, policy, leader } = view;
  if (sight.kind === 'unseen' || sight.snapshot.route.phase === 'moving') return [];
  const { writer } = sight.snapshot.route;
  return (policy.dns?.records ?? []).flatMap((record): readonly Finding[] => {
    const name = recordName(record);
    const seen = records.find((each) => each.name === name);
    const wanted = record.targets.find(({ region }) => region === writer)?.target;
    if (seen?.kind !== 'seen' || seen.target === wanted || isBefore(seen, view)) return [];
    const what = `It leads to ${seen.target}; that of ${writer} is ${wanted ?? 'none'}.`;
    return [{ code: 'record-elsewhere', subject: name, evidence: [{ by: leader, what, atMs: seen.atMs }] }];
  });
}

function isBefore({ name, atMs }: RecordSight, { route: sight, steps }: ServiceView): boolean {
  if (sight.kind === 'unseen') return true;
  const { route } = sight.snapshot;
  const promotion = steps?.promotion;
  // Its plan comes at once.
  if (promotion === undefined || promotion.epoch < route.epoch) return true;
  const step = promotion.steps.find((each) => each.name === name);
  if (step === undefined) return atMs < (route.epochs.at(-1)?.fromMs ?? 0);
  return !hasEnded(step) || atMs <= (step.endedMs ?? 0);
}
