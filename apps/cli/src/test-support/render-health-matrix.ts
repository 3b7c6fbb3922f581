import { CALLS, DAEMONS, FAULTS, HEALTH_MATRIX, type Call, type Cell } from './health-matrix.ts';

/** The first table of docs/operate/health.md: what daemons say. */
export function renderHealthMatrix(): string {
  const head = [
    'fault',
    'daemon',
    'at the start',
    '`/readyz` while it lasts',
    'reason',
    'left when it is over',
  ];
  const rows = FAULTS.flatMap((fault) =>
    DAEMONS.map((daemon) => [fault, daemon, ...cellsOf(HEALTH_MATRIX[fault][daemon])]),
  );
  return renderTable(head, rows);
}

/** The second one: what callers get. */
export function renderCalls(): string {
  const head = ['fault', 'request', 'through the gateway', 'from the failover client'];
  const rows = FAULTS.flatMap((fault) => {
    const { write, read, sent } = CALLS[fault];
    return [
      [fault, 'write', ...callsOf(write)],
      ...(sent === undefined
        ? []
        : [[fault, 'write that was sent before the region fell silent', ...callsOf(sent)]]),
      [fault, 'read', ...callsOf(read)],
    ];
  });
  return renderTable(head, rows);
}

function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ start, running, started, after = [] }: Cell): readonly string[] {
  const starts = started === undefined ? 'starts' : `starts, \`/readyz\` ${started.ready ? '200' : '503'}`;
  const begins = start === 'starts' ? starts : `exit ${start.exit}, \`${start.code}\``;
  if (running === undefined) return [begins, '', '', ''];
  const { ready, codes } = running;
  return [begins, ready ? '200' : '503', named(codes), named(after)];
}

const named = (codes: readonly string[]) =>
  codes.length === 0 ? 'none' : codes.map((code) => `\`${code}\``).join(', ');

function callsOf({ gateway, client }: Call): readonly string[] {
  const [, status, code] = /^(\d+) (\w+)$/.exec(gateway) ?? [];
  const through = code === undefined ? gateway : `${status}, \`${code}\``;
  return [through, client === 'answer' ? 'an answer' : `\`${client}\``];
}
