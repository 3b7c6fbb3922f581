import { findShopFaults } from './find-shop-faults.ts';
import type { Report } from './report.ts';
import { countText, counted } from './count-text.ts';

/** What the drill has to find true, and in words what it found instead. */
export function findFaults(report: Omit<Report, 'faults'>): readonly string[] {
  const { journal, comparison, failover, switchover, shop } = report;
  const faults: string[] = [];
  if (journal.missing.length > 0) {
    faults.push(`${counted(journal.missing.length, 'acknowledged write')} lost silently`);
  }
  if (journal.unexplained.length > 0) {
    faults.push(`${counted(journal.unexplained.length, 'item')} that no write in the journal explains`);
  }
  if (comparison.differences.length > 0) {
    faults.push(
      `${counted(comparison.differences.length, 'item')} of ${countText(comparison.items)} not the same in both regions`,
    );
  }
  if (switchover.failed > 0) {
    faults.push(`${counted(switchover.failed, 'request')} failed in the planned switch`);
  }
  if (failover.recoverMs === undefined) {
    faults.push(`no write was acknowledged in ${failover.to} after the failover`);
  }
  return shop === undefined ? faults : [...faults, ...findShopFaults(shop)];
}
