import type { ReadinessItem } from '@understudy/findings';
import { recordName } from '../records/record-name.ts';
import type { ReadinessFacts } from './readiness-facts.ts';
import { action, topicItems, unknown, type ReadinessProblem } from './topic-items.ts';

/** Whether the DNS records could be changed after a move, and how soon callers would see that. Pure. */
export function judgeRecords({ records }: ReadinessFacts): readonly ReadinessItem[] {
  if (records === undefined) return [];
  const problems = records.declared.flatMap((record): readonly ReadinessProblem[] => {
    const name = recordName(record);
    const seen = records.sights.find((each) => each.name === name);
    if (seen === undefined || seen.kind === 'unseen') {
      const why = seen === undefined ? 'no look at it has ended yet.' : seen.why;
      return [
        unknown(
          `${name} could not be read: ${why}`,
          "See whether Linode's API answers, and takes the token.",
        ),
      ];
    }
    if (seen.kind === 'missing')
      return [
        action(
          `${name} can not be changed: ${seen.why}`,
          "Make it in Linode's Domains; a move changes records, and makes none.",
        ),
      ];
    return [
      ...(seen.mayWrite === false
        ? [
            action(
              `The token may not change ${name}.`,
              'Make a token with the scope domains:read_write, and restart the orchestrators with it.',
            ),
          ]
        : []),
      ...(seen.ttlSec === 0 || seen.ttlSec > record.ttlSec
        ? [
            action(
              `Resolvers keep ${name} for ${seen.ttlSec === 0 ? "the domain's default, a day unless it is set" : `${String(seen.ttlSec)} s`}, longer than ${String(record.ttlSec)} s.`,
              `Set its TTL to ${String(record.ttlSec)} s now: after a move resolvers keep the old one for as long as it had.`,
            ),
          ]
        : []),
    ];
  });
  return topicItems('records', problems, `${String(records.declared.length)} DNS records can be changed.`);
}
