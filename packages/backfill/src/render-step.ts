import type { LinkName } from '@understudy/links';
import { describeDuration } from './estimate-copy.ts';

type Facts = Readonly<Record<string, unknown>> & Partial<LinkName>;

/** A step of a backfill, for people. `undefined`: a step that has no words here. */
export function renderStep(step: string, facts: Facts): string | undefined {
  const { table, source, target } = facts;
  const ms = (name: string) => describeDuration(Number(facts[name]));
  switch (step) {
    case 'backfill.begun':
      return `Copying ${table} from ${source} to ${target}. Safe to interrupt: the same command resumes.`;
    case 'backfill.resumed':
      return `Resuming the copy of ${table} from ${source} to ${target} (${String(facts['phase'])}).`;
    case 'backfill.replaying':
      return `The link reads again what was written while ${table} was copied.`;
    case 'backfill.tombstones_asked':
      return 'Waiting for the replicator to confirm that deletes leave tombstones.';
    case 'backfill.rechecking':
      return `The link looks at ${String(facts['deletes'])} deletes again.`;
    case 'backfill.waiting':
      return facts['restMs'] === undefined
        ? `Waiting, at most ${ms('mostMs')}: ${String(facts['why'])}.`
        : `Everything is copied. ${ms('restMs')} left: ${String(facts['why'])}. Safe to interrupt: the same command resumes, and begins this wait again.`;
    default:
      return undefined;
  }
}
