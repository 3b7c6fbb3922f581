import type { ObserverReport } from '@understudy/findings';
import type { Condition } from './item-table.ts';

/** How much later than the last report of another instance one may report under its name, in ms. */
const TAKEOVER_MS = 10_000;

/** The conditions of the writes, each as DynamoDB takes it and as memory does. */
export const CONDITIONS = {
  absent: {
    expression: 'attribute_not_exists(#entry)',
    holds: (stored) => stored === undefined,
  } satisfies Condition,

  present: {
    expression: 'attribute_exists(#entry)',
    holds: (stored) => stored !== undefined,
  } satisfies Condition,

  hasToken: (token: string): Condition => ({
    expression: '#token = :token',
    values: { ':token': token },
    holds: (stored) => stored?.['token']?.S === token,
  }),

  hasRevision: (revision: number): Condition => ({
    expression: '#revision = :revision',
    values: { ':revision': revision },
    holds: (stored) => Number(stored?.['revision']?.N) === revision,
  }),

  absentOrOfLowerEpoch: (epoch: number): Condition => ({
    expression: 'attribute_not_exists(#entry) OR #epoch < :epoch',
    values: { ':epoch': epoch },
    holds: (stored) => stored === undefined || Number(stored['epoch']?.N) < epoch,
  }),

  /** There is no report, or an earlier one of the same instance, or an outdated one of another. */
  reportFollows: ({ instance, sequence, atMs }: ObserverReport): Condition => {
    const staleMs = atMs - TAKEOVER_MS;
    return {
      expression:
        'attribute_not_exists(#entry) OR (#instance = :instance AND #sequence < :sequence) OR (#instance <> :instance AND #atMs < :staleMs)',
      values: { ':instance': instance, ':sequence': sequence, ':staleMs': staleMs },
      holds: (stored) => {
        if (stored === undefined) return true;
        return stored['instance']?.S === instance
          ? Number(stored['sequence']?.N) < sequence
          : Number(stored['atMs']?.N) < staleMs;
      },
    };
  },
};
