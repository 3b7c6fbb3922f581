import type { RunningServer } from './types.ts';
import { parseStatistics } from './parse-statistics.ts';
import { parseServersState } from './parse-servers-state.ts';

/**
 * Masks of `srv_admin_state` (HAProxy's management guide, "show servers state"). 0x04 says that the configuration had it
 * disabled, and stays when it is in service: it is no maintenance by itself.
 */
const MAINTENANCE = 0x01 | 0x02 | 0x20 | 0x40;

const DRAINING = 0x08 | 0x10;

const STATES = ['down', 'starting', 'up', 'stopping'] as const;

/** State and statistics of each server, put together. */
export function joinServers(state: string, statistics: string): readonly RunningServer[] {
  const counted = new Map(
    parseStatistics(statistics).map((row) => [`${row['pxname'] ?? ''}/${row['svname'] ?? ''}`, row]),
  );
  return parseServersState(state).map((row) => {
    const backend = row['be_name'] ?? '';
    const name = row['srv_name'] ?? '';
    const count = counted.get(`${backend}/${name}`) ?? {};
    const admin = Number(row['srv_admin_state']);
    const address = row['srv_addr'] ?? '';
    const port = row['srv_port'] ?? '';
    return {
      backend,
      name,
      address: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
      state: STATES[Number(row['srv_op_state'])] ?? 'down',
      maintenance: (admin & MAINTENANCE) !== 0,
      draining: (admin & DRAINING) !== 0,
      weight: Number(row['srv_uweight']),
      sessions: Number(count['scur'] ?? 0),
      queued: Number(count['qcur'] ?? 0),
      total: Number(count['stot'] ?? 0),
      check: count['check_status'] ?? '',
    };
  });
}
