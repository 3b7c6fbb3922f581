import { describeMisfit, flag, readWords, valued } from '@understudy/command-line';
import { BackfillError } from './errors.ts';
import { copyOptions, type CopyOptions } from './options.ts';

/** What the process is told on its command line. */
export interface Command {
  readonly topologyFile: string;
  readonly table: string;
  /** The region to copy from; the writer unless given. */
  readonly from?: string;
  /** Wall time in ms of an export; given: nothing is copied. */
  readonly continueFromMs?: number;
  readonly dryRun: boolean;
  readonly tombstones: boolean;
  readonly reseed: boolean;
  readonly restart: boolean;
  readonly json: boolean;
  readonly options: CopyOptions;
}

export const USAGE = `understudy-backfill TOPOLOGY_FILE TABLE [options]

  --from REGION         copy from this region             (the writer; any other is refused)
  --segments N          segments of the parallel scan     (4)
  --concurrency N       writes under way at most          (16)
  --read-units N        read capacity units a second      (no limit)
  --write-units N       write capacity units a second     (no limit)
  --tombstones          deletes leave tombstones meanwhile; nothing is replayed, and it may take longer than a day
  --reseed              after the stream has dropped records unread: the writer's word counts
  --restart             drop a backfill that was begun, and begin anew
  --dry-run             say what it would take, and write nothing
  --continue-from TIME  copy nothing; replicate from this time on, after an export and import
  --json                lines of JSON for machines
  --help                this
`;

const NUMBERS = {
  segments: 'segments',
  concurrency: 'concurrency',
  'read-units': 'readUnits',
  'write-units': 'writeUnits',
} as const satisfies Readonly<Record<string, keyof CopyOptions>>;

/** `help` where that is asked for. @throws BackfillError `UND_BACKFILL_COMMAND_INVALID`, `UND_BACKFILL_OPTION_INVALID` */
export function readCommand(args: readonly string[]): Command | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [topologyFile, table, ...others] = positionals;
  if (topologyFile === undefined || table === undefined) throw invalid('Topology file and table are needed.');
  if (others.length > 0) throw invalid(`"${others.join(' ')}" is more than topology file and table.`);
  const { from, 'continue-from': since } = values;
  const flags = {
    dryRun: values['dry-run'] === true,
    tombstones: values.tombstones === true,
    reseed: values.reseed === true,
    restart: values.restart === true,
    json: values.json === true,
  };
  return {
    topologyFile,
    table,
    ...flags,
    ...(from === undefined ? {} : { from }),
    ...(since === undefined ? {} : { continueFromMs: readTime(since) }),
    options: copyOptions(readNumbers(values)),
  };
}

function parse(args: readonly string[]) {
  return readWords(
    {
      args,
      allowPositionals: true,
      options: {
        from: valued,
        segments: valued,
        concurrency: valued,
        'read-units': valued,
        'write-units': valued,
        'continue-from': valued,
        tombstones: flag,
        reseed: flag,
        restart: flag,
        'dry-run': flag,
        json: flag,
        help: { ...flag, short: 'h' },
      },
    },
    ({ what }) => invalid(what),
  );
}

function readNumbers(values: Readonly<Record<string, unknown>>): Partial<CopyOptions> {
  return Object.fromEntries(
    Object.entries(NUMBERS).flatMap(([word, option]) => {
      const text = values[word];
      if (typeof text !== 'string') return [];
      if (!/^\d{1,9}$/.test(text)) throw invalid(describeMisfit(word, text, 'a whole number'));
      return [[option, Number(text)] as const];
    }),
  );
}

function readTime(text: string): number {
  const timeMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(timeMs))
    throw invalid(describeMisfit('continue-from', text, 'a time such as 2026-11-23T05:30:00Z'));
  return timeMs;
}

function invalid(what: string): BackfillError {
  return new BackfillError('UND_BACKFILL_COMMAND_INVALID', { what });
}
