import { readBackends, type ServerLine } from '@understudy/haproxy-config';
import { parseServersState } from './parse-servers-state.ts';
import { weightOf } from './plan-changes.ts';
import { sameAddress } from './same-address.ts';
import type { ServerId } from './types.ts';

const COLUMNS =
  'be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr srv_agent_addr srv_agent_port';

/** What a check of HAProxy's found last: a failed connection. The server is down until checks bring it up. */
const DOWN = {
  srv_op_state: '0',
  srv_check_status: '8',
  srv_check_result: '2',
  srv_check_health: '0',
  srv_check_state: '6',
};

/**
 * The state file for a reload: a server that stays keeps its state, one that is new begins down, so that no request
 * reaches it before its checks have passed (without an entry HAProxy 2.6 takes it for up). Maintenance stays only where
 * it is wanted: state files go by names, and what was done to a server by hand must not pass to the next of that name.
 */
export function composeState(running: string, wanted: string, maintenance: readonly ServerId[] = []): string {
  const rows = new Map(
    parseServersState(running).map((row) => [`${row['be_name'] ?? ''}/${row['srv_name'] ?? ''}`, row]),
  );
  const backendIds = new Map([...rows.values()].map((row) => [row['be_name'] ?? '', row['be_id'] ?? '0']));
  const backends = readBackends(wanted);
  const columns = COLUMNS.split(' ');
  const lines = backends.flatMap(({ name: backend, servers }, index) =>
    servers.map((server, position) => {
      const known = rows.get(`${backend}/${server.name}`);
      const rest = maintenance.some((id) => id.backend === backend && id.name === server.name);
      const fresh = newRow(server, backendIds.get(backend) ?? String(1000 + index), position);
      const row =
        known !== undefined && sameAddress(addressOf(known), server.address)
          ? { ...known, srv_admin_state: rest ? '1' : '0' }
          : { ...fresh, srv_admin_state: rest ? '1' : '0' };
      return columns.map((column) => (row as Readonly<Record<string, string>>)[column] ?? '-').join(' ');
    }),
  );
  const slots = [...rows.values()]
    .filter((row) =>
      backends.some(({ name, templates }) => name === row['be_name'] && inTemplate(row, templates)),
    )
    .map((row) => columns.map((column) => row[column] ?? '-').join(' '));
  return `1\n# ${COLUMNS}\n${[...lines, ...slots].map((line) => `${line}\n`).join('')}`;
}

function inTemplate(
  row: Readonly<Record<string, string>>,
  templates: readonly { readonly prefix: string; readonly count: number }[],
): boolean {
  const name = row['srv_name'] ?? '';
  return templates.some(({ prefix }) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)));
}

function newRow(server: ServerLine, backendId: string, position: number): Readonly<Record<string, string>> {
  const [, host = '', port = '0'] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(server.address) ?? [];
  const weight = String(weightOf(server));
  return {
    ...Object.fromEntries(COLUMNS.split(' ').map((column) => [column, '0'])),
    ...DOWN,
    be_id: backendId,
    be_name: server.backend,
    srv_id: String(position + 1),
    srv_name: server.name,
    srv_addr: host,
    srv_uweight: weight,
    srv_iweight: weight,
    srv_time_since_last_change: '1',
    srv_fqdn: '-',
    srv_port: port,
    srvrecord: '-',
    srv_check_addr: '-',
    srv_agent_addr: '-',
  };
}

function addressOf(row: Readonly<Record<string, string>>): string {
  const address = row['srv_addr'] ?? '';
  return address.includes(':')
    ? `[${address}]:${row['srv_port'] ?? ''}`
    : `${address}:${row['srv_port'] ?? ''}`;
}
