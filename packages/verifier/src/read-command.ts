import { describeMisfit, flag, readWords, valued } from '@understudy/command-line';
import { VerifierError } from './errors.ts';
import { defaultVerifyOptions, verifyOptions, type VerifyOptions } from './options.ts';

/** What the process is told on its command line. */
export interface Command {
  /** Path of the topology, `understudy.yaml`. */
  readonly topologyFile: string;
  /** Names of tables; all of the topology where none is given. */
  readonly tables: readonly string[];
  /** Where the JSON report goes: a file, or `-` for standard output in place of the text. */
  readonly jsonFile: string | undefined;
  readonly values: boolean;
  readonly repair: 'no' | 'plan' | 'apply';
  readonly watch: Watch | undefined;
  readonly options: VerifyOptions;
}

/** The continuous form. */
export interface Watch {
  readonly fraction: number;
  readonly everyMs: number;
  /** Where the metrics are served, on 127.0.0.1; 0: a free port. */
  readonly port: number;
  /** Not given: drawn by the machine. */
  readonly seed: number | undefined;
}

export const HELP = `Compares the tables of a service between its two regions, every item, both ways. Stamps are no content.

  understudy-verify TOPOLOGY [options]

  --table NAME       only this table; may be given several times
  --json FILE        write the report as JSON too; - writes JSON to standard output instead of the text
  --values           show values besides keys and attribute names: they may be secret
  --list N           differences that are listed; all are counted   (${String(defaultVerifyOptions.listed)})

  --segments N       parts of the key space read side by side, in each region   (${String(defaultVerifyOptions.segments)})
  --units N          read capacity units a second, in each region   (no limit)
  --lag-ms N         how long what differs is left alone before it counts: more than the links' lag   (${String(defaultVerifyOptions.lagMs)})
  --looks N          looks at a key that keeps changing   (${String(defaultVerifyOptions.looks)})

  --repair           decide by the stamps what would make the regions the same, and print it; nothing is written
  --apply            with --repair: do it. What was written to meanwhile is left alone

  --watch            compare a part of the key space every so often until SIGTERM, and serve metrics
  --fraction F       the part, of each table   (0.01)
  --every-ms N       from the start of one round to that of the next   (60000)
  --port N           of http://127.0.0.1:N/metrics   (9466)
  --seed N           draws the order of the parts   (drawn)
  --help             this

Exit code: 0 identical (or all repaired); 1 different; 2 a wrong command line or topology; 3 could not be completed.
`;

const DEFAULT_WATCH = { fraction: '0.01', 'every-ms': '60000', port: '9466' } as const;

/** @throws VerifierError `UND_VERIFIER_CONFIG_INVALID`, `UND_VERIFIER_OPTIONS_INVALID` */
export function readCommand(args: readonly string[]): Command | 'help' {
  const { values, positionals } = parse(args);
  if (values.help === true) return 'help';
  const [topologyFile, ...others] = positionals;
  if (topologyFile === undefined) throw invalid('No topology file is named.');
  if (others.length > 0) throw invalid(`"${others.join(' ')}" is one argument too many.`);
  if (values.apply === true && values.repair !== true) throw invalid('--apply needs --repair.');
  const watched = Object.keys(DEFAULT_WATCH).concat('seed') as ('fraction' | 'every-ms' | 'port' | 'seed')[];
  if (values.watch !== true) {
    const stray = watched.find((name) => values[name] !== undefined);
    if (stray !== undefined) throw invalid(`--${stray} needs --watch.`);
  } else if (values.repair === true) throw invalid('--watch only compares; --repair goes without it.');
  return {
    topologyFile,
    tables: values.table ?? [],
    jsonFile: values.json,
    values: values.values === true,
    repair: values.apply === true ? 'apply' : values.repair === true ? 'plan' : 'no',
    watch: values.watch === true ? watchOf(values) : undefined,
    options: verifyOptions({
      ...numberOf('segments', values.segments),
      ...numberOf('unitsPerSecond', values.units),
      ...numberOf('lagMs', values['lag-ms']),
      ...numberOf('looks', values.looks),
      ...numberOf('listed', values.list),
    }),
  };
}

function parse(args: readonly string[]) {
  return readWords(
    {
      args,
      allowPositionals: true,
      options: {
        table: { ...valued, multiple: true },
        json: valued,
        values: flag,
        list: valued,
        segments: valued,
        units: valued,
        'lag-ms': valued,
        looks: valued,
        repair: flag,
        apply: flag,
        watch: flag,
        fraction: valued,
        'every-ms': valued,
        port: valued,
        seed: valued,
        help: { ...flag, short: 'h' },
      },
    },
    ({ what }) => invalid(what),
  );
}

function watchOf(values: Readonly<Partial<Record<keyof typeof DEFAULT_WATCH | 'seed', string>>>): Watch {
  const number = (name: keyof typeof DEFAULT_WATCH, least: number, most: number) => {
    const text = values[name] ?? DEFAULT_WATCH[name];
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw invalid(describeMisfit(name, text, `${String(least)} to ${String(most)}`));
  };
  const { seed } = values;
  if (seed !== undefined && !/^\d{1,10}$/.test(seed))
    throw invalid(describeMisfit('seed', seed, 'a whole number'));
  return {
    fraction: number('fraction', 1e-6, 1),
    everyMs: number('every-ms', 1, 86_400_000),
    port: number('port', 0, 65_535),
    seed: seed === undefined ? undefined : Number(seed),
  };
}

function numberOf(name: keyof VerifyOptions, text: string | undefined): Partial<VerifyOptions> {
  return text === undefined ? {} : { [name]: text.trim() === '' ? Number.NaN : Number(text) };
}

function invalid(what: string): VerifierError {
  return new VerifierError('UND_VERIFIER_CONFIG_INVALID', { what });
}
