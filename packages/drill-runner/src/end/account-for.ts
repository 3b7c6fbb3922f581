import { isUnderstudyError } from '@understudy/core';
import type { WriteAccount } from '@understudy/drills';
import { checkService } from '@understudy/scenario';
import type { DrillLog } from '../drill-log.ts';
import type { Stage } from '../stage/stage.ts';

/**
 * Stops the traffic, and holds every write of the journal against both regions.
 * @returns `undefined` where the links did not settle everything in time
 * @throws what reading the regions throws, and the signal's reason
 */
export async function accountFor(stage: Stage, log: DrillLog): Promise<WriteAccount | undefined> {
  log.note('phase', 'The traffic stops. Every write is compared with both regions.');
  try {
    const { accounts, comparison, ledger } = await checkService(stage);
    const unique = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];
    return {
      items: comparison.items,
      missing: unique(
        accounts.map(({ acknowledged, missingLoads }) => [
          ...acknowledged
            .filter(({ fate }) => fate === 'missing')
            .map(({ entry, part }) => `${entry.write} ${part.name} (${entry.nonce})`),
          ...missingLoads,
        ]),
      ),
      unexplained: unique(accounts.map((each) => each.unexplained.map(({ key, why }) => `${key}: ${why}`))),
      differences: comparison.differences.map(({ key, how }) => `${key}: ${how}`),
      inLedger: ledger.length,
    };
  } catch (error) {
    if (stage.signal.aborted || !isUnderstudyError(error)) throw error;
    log.note('phase', error.message);
    return undefined;
  }
}
