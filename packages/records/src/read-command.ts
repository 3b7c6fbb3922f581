import { describeMisfit, flag, readWords, valued } from '@understudy/command-line';
import { RecordsError } from './errors.ts';
import { parseRecordName } from './name-record.ts';
import type { RecordFilter, RecordKind, RecordName, RecordState } from './types.ts';

interface Common {
  /** Path of the topology, `understudy.yaml`. */
  readonly topologyFile: string;
  readonly json: boolean;
}

/** What the process is told on its command line. */
export type Command =
  | (Common & {
      readonly does: 'list';
      readonly filter: RecordFilter;
      readonly limit: number;
      readonly after: string | undefined;
    })
  | (Common & { readonly does: 'export'; readonly filter: RecordFilter })
  | (Common & { readonly does: 'show'; readonly names: readonly RecordName[] })
  | (Common & {
      readonly does: 'redrive' | 'drop';
      readonly names: readonly RecordName[];
      readonly by: string;
      readonly why: string;
      readonly overwrite: boolean;
      readonly takeOver: boolean;
    });

export const HELP = `What links could not let stand: the ledger (acknowledged writes that lost against others) and the parked
records (writes that can't be applied as they are), with both images, cause, time, and what was decided by whom.

  understudy-records TOPOLOGY list     [filter] [--limit N] [--after PLACE] [--json]
  understudy-records TOPOLOGY show     RECORD… [--json]
  understudy-records TOPOLOGY export   [filter]                         one JSON value a line, images and all
  understudy-records TOPOLOGY redrive  RECORD… --why TEXT [--by NAME] [--overwrite] [--take-over]
  understudy-records TOPOLOGY drop     RECORD… --why TEXT [--by NAME]

redrive  a parked record is settled by its link's own rule; what had lost against another is written anew, through the
         failover client, so that it wins. A record that somebody else decides meanwhile is left to them.
drop     says that nobody needs it. Nothing is deleted.

filter:
  --kind ledger|parked
  --table NAME
  --from REGION      the region that took the write
  --to REGION        the region that it was to go to
  --since TIME       kept at or after it: 2026-11-23T04:00:00Z
  --until TIME       kept at or before it
  --cause TEXT       a part of the cause: later-version, own-tombstone, foreign-tail, ValidationException …
  --state STATE      open, claimed, superseded or closed

options:
  --by NAME          who decides   (the user of the machine)
  --why TEXT         why; kept with the record
  --overwrite        also where something else stands by now than what it had lost against
  --take-over        go on where somebody claimed it and went away in the middle
  --limit N          lines of a page   (50)
  --json             one JSON value a line
  --help             this

Exit code: 0 done; 1 at least one record was not decided as asked; 2 a wrong command line or topology; 3 could not be completed.
`;

const VERBS = ['list', 'show', 'export', 'redrive', 'drop'] as const;
const STATES = ['open', 'claimed', 'superseded', 'closed'] as const satisfies readonly RecordState[];
const KINDS = ['ledger', 'parked'] as const satisfies readonly RecordKind[];
const FILTERS = ['kind', 'table', 'from', 'to', 'since', 'until', 'cause', 'state'] as const;
const ALLOWED: Readonly<Record<(typeof VERBS)[number], readonly string[]>> = {
  list: [...FILTERS, 'limit', 'after', 'json'],
  export: [...FILTERS, 'json'],
  show: ['json'],
  redrive: ['by', 'why', 'overwrite', 'take-over', 'json'],
  drop: ['by', 'why', 'json'],
};

/** @throws RecordsError `UND_RECORDS_CONFIG_INVALID` */
export function readCommand(args: readonly string[], user: string): Command | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [topologyFile, verb, ...rest] = positionals;
  if (topologyFile === undefined) throw invalid('No topology file is named.');
  const does = VERBS.find((known) => known === verb);
  if (does === undefined) throw invalid(`"${verb ?? ''}" is no command; expected ${VERBS.join(', ')}.`);
  const stray = Object.keys(values).find((name) => !ALLOWED[does].includes(name));
  if (stray !== undefined) throw invalid(`${does} takes no --${stray}.`);
  const common = { topologyFile, json: values.json === true };
  if (does === 'list' || does === 'export') {
    if (rest.length > 0) throw invalid(`"${rest.join(' ')}" is one argument too many.`);
    const filter = filterOf(values);
    if (does === 'export') return { ...common, does, filter };
    return { ...common, does, filter, limit: limitOf(values.limit), after: values.after };
  }
  if (rest.length === 0) throw invalid(`${does} needs at least one record, as list prints it.`);
  const names = rest.map(parseRecordName);
  if (does === 'show') return { ...common, does, names };
  const { by = user, why = '' } = values;
  if (by.trim() === '') throw invalid('--by is empty, and the machine names no user.');
  if (why.trim() === '') throw invalid('--why is missing: say why, for those who look at it later.');
  const overwrite = values.overwrite === true;
  return { ...common, does, names, by, why, overwrite, takeOver: values['take-over'] === true };
}

function parse(args: readonly string[]) {
  return readWords(
    {
      args,
      allowPositionals: true,
      options: {
        kind: valued,
        table: valued,
        from: valued,
        to: valued,
        since: valued,
        until: valued,
        cause: valued,
        state: valued,
        limit: valued,
        after: valued,
        by: valued,
        why: valued,
        overwrite: flag,
        'take-over': flag,
        json: flag,
        help: { ...flag, short: 'h' },
      },
    },
    ({ what }) => invalid(what),
  );
}

function filterOf(values: Readonly<Partial<Record<(typeof FILTERS)[number], string>>>): RecordFilter {
  const kind = oneOf('kind', values.kind, KINDS);
  const state = oneOf('state', values.state, STATES);
  const sinceMs = timeOf('since', values.since);
  const untilMs = timeOf('until', values.until);
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(values.table === undefined ? {} : { table: values.table }),
    ...(values.from === undefined ? {} : { source: values.from }),
    ...(values.to === undefined ? {} : { target: values.to }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
    ...(values.cause === undefined ? {} : { cause: values.cause }),
    ...(state === undefined ? {} : { state }),
  };
}

function oneOf<T extends string>(name: string, text: string | undefined, known: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const found = known.find((one) => one === text);
  if (found === undefined) throw invalid(describeMisfit(name, text, known.join(' or ')));
  return found;
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw invalid(describeMisfit(name, text, 'a time such as 2026-11-23T04:00:00Z'));
  return atMs;
}

function limitOf(text = '50'): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= 10_000) return limit;
  throw invalid(describeMisfit('limit', text, '1 to 10000'));
}

function invalid(what: string): RecordsError {
  return new RecordsError('UND_RECORDS_CONFIG_INVALID', { what });
}
