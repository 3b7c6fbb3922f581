import { HaproxyRuntimeError } from './errors.ts';
import type { Processes, RunningServer, RunningState, Worker } from './types.ts';

/**
 * Masks of `srv_admin_state` (HAProxy's management guide, "show servers state"). 0x04 says that the configuration had it
 * disabled, and stays when it is in service: it is no maintenance by itself.
 */
const MAINTENANCE = 0x01 | 0x02 | 0x20 | 0x40;
const DRAINING = 0x08 | 0x10;
const STATES = ['down', 'starting', 'up', 'stopping'] as const;

/** The rows of `show servers state`, each by the names of its columns. */
export function parseServersState(answer: string): readonly Readonly<Record<string, string>>[] {
  const [version, header = '', ...rows] = answer.trim().split('\n');
  if (version !== '1' || !header.startsWith('# ')) throw unreadable('show servers state', answer);
  const columns = header.slice(2).split(' ');
  return rows.map((row) => {
    const values = row.split(' ');
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '-']));
  });
}

/** The rows of `show stat` (CSV), each by the names of its columns. */
export function parseStatistics(answer: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...rows] = answer.trim().split('\n');
  if (!header.startsWith('# ')) throw unreadable('show stat', answer);
  const columns = header.slice(2).split(',');
  return rows.map((row) => {
    const values = splitCsv(row);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
  });
}

/** Cells between commas; one in quotes may hold commas, and quotes doubled. */
function splitCsv(row: string): readonly string[] {
  return [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

/** `show info`: one `Name: value` a line. */
export function parseInfo(answer: string): Pick<RunningState, 'pid' | 'version'> {
  const pid = Number(/^Pid: (\d+)$/m.exec(answer)?.[1]);
  const version = /^Version: (\S+)$/m.exec(answer)?.[1];
  if (!Number.isInteger(pid) || version === undefined) throw unreadable('show info', answer);
  return { pid, version };
}

/** `show proc` of the master's socket. */
export function parseProcesses(answer: string): Processes {
  let master: number | undefined;
  let failedReloads: number | undefined;
  const workers: Worker[] = [];
  const oldWorkers: Worker[] = [];
  let into = workers;
  for (const line of answer.split('\n')) {
    if (line.startsWith('# old workers')) into = oldWorkers;
    const [, pid, kind, reloads, failed] =
      /^(\d+)\s+(master|worker)\s+(\d+)(?:\s+\[failed: (\d+)\])?/.exec(line) ?? [];
    if (pid === undefined || reloads === undefined) continue;
    if (kind === 'master') {
      master = Number(pid);
      if (failed !== undefined) failedReloads = Number(failed);
    } else into.push({ pid: Number(pid), reloads: Number(reloads) });
  }
  if (master === undefined) throw unreadable('show proc', answer);
  return { master, workers, oldWorkers, ...(failedReloads === undefined ? {} : { failedReloads }) };
}

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

function unreadable(command: string, answer: string): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_ANSWER_UNREADABLE', {
    what: `${command} was answered with ${JSON.stringify(answer.slice(0, 120))}.`,
    details: { command },
  });
}
