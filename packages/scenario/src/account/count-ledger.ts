import { Ledger } from '@understudy/replicator';
import type { LocalService } from '../service/start-service.ts';
import { ledgerLinks } from './ledger-links.ts';

/**
 * How many entries the ledger has, over all links: those that the report lists.
 * @throws what a region answers that can not be read; the signal's reason between two entries
 */
export async function countLedger(
  { regions, clientOf }: Pick<LocalService, 'regions' | 'clientOf'>,
  signal: AbortSignal,
): Promise<number> {
  const counts = await Promise.all(
    ledgerLinks(regions).map(async (link) => {
      const ids: string[] = [];
      for await (const { id } of new Ledger(clientOf(link.target)).all(link)) {
        signal.throwIfAborted();
        ids.push(id);
      }
      return ids.length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
