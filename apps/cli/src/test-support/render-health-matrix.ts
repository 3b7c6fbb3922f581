import { DAEMONS, FAULTS, HEALTH_MATRIX, type Cell } from './health-matrix.ts';

/** The table of docs/operate/health.md. */
export function renderHealthMatrix(): string {
  const head = [
    'fault',
    'daemon',
    'at the start',
    '`/readyz` while it lasts',
    'reason',
    'a write to the gateway',
  ];
  const rows = FAULTS.flatMap((fault) =>
    DAEMONS.map((daemon) => [fault, daemon, ...cellsOf(HEALTH_MATRIX[fault][daemon])]),
  );
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf({ start, running }: Cell): readonly string[] {
  const begins = start === 'starts' ? 'starts' : `exit ${start.exit}, \`${start.code}\``;
  if (running === undefined) return [begins, '', '', ''];
  const { ready, codes, write } = running;
  return [
    begins,
    ready ? '200' : '503',
    codes.length === 0 ? 'none' : codes.map((code) => `\`${code}\``).join(', '),
    write === undefined ? '' : String(write),
  ];
}
