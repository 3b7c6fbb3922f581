import { flagOf, type CommandSpec } from '@understudy/command-line';
import type { WrongFiles } from './wrong-files.ts';

/** One way to use a command wrongly. */
export interface WrongInput {
  readonly name: string;
  readonly applies: (spec: CommandSpec) => boolean;
  /** The command line, of a complete one. */
  readonly words: (spec: CommandSpec, sample: readonly string[], files: WrongFiles) => readonly string[];
  /** The exit codes of the table that fit; one of them. */
  readonly exits: readonly number[];
  readonly credentials?: 'missing' | 'refused' | 'swapped' | 'empty' | 'stripped';
}

const LOCAL = /^(init|explain|completion|haproxy|keepalived|monitoring|servers|drill|token)/;
/** They work while both data regions are away. */
const NEEDS_CONTROL_ALONE =
  /^(?:freeze|unfreeze|maintenance|ack|approve|reject|audit|history|plan|watch|report)$/;
const readsFile = ({ readsTopology = true }: CommandSpec) => readsTopology;
const asksAws = ({ name }: CommandSpec) => !LOCAL.test(name);
const isServers = ({ name }: CommandSpec) => name.startsWith('servers');
const placesOf = ({ arguments: places = [] }: CommandSpec) => places;
const has = ({ options = {} }: CommandSpec, key: string) => Object.hasOwn(options, key);

/** Everything that init would ask for. */
const INIT = ['--service', 'shop', '--region', 'us-east-1', '--region', 'eu-central-1'].concat([
  '--witness',
  'eu-west-1',
  '--table',
  'orders',
]);

/** What makes a command write its file to /proc, which takes none. */
const INTO_PROC: Readonly<Record<string, readonly string[]>> = {
  init: [...INIT, '-f', '/proc/understudy.yaml'],
  verify: ['--json', '/proc/report.json'],
  'monitoring render': ['--scrape', 'gateway-1=127.0.0.1:8000', '--out', '/proc'],
};

const fileOf = (name: string, { good }: WrongFiles) => (name === 'init' ? [] : ['-f', good]);

const withFile =
  (file: Exclude<keyof WrongFiles, 'close'>): WrongInput['words'] =>
  (_spec, sample, files) => [...sample, '-f', files[file]];

/** Every kind of wrong input, and of trouble with what surrounds a command, for all commands. */
export const WRONG_INPUTS: readonly WrongInput[] = [
  { name: 'missing file', applies: readsFile, words: withFile('missing'), exits: [2] },
  { name: 'directory as file', applies: readsFile, words: withFile('directory'), exits: [2] },
  { name: 'bad YAML', applies: readsFile, words: withFile('badYaml'), exits: [2] },
  { name: 'invalid topology', applies: readsFile, words: withFile('invalid'), exits: [2] },
  {
    name: 'unknown table',
    applies: (spec) =>
      readsFile(spec) && (placesOf(spec).some(({ name }) => name === 'table') || has(spec, 'table')),
    words: (spec, sample, files) => [
      ...sample.map((word) => (word === 'orders' ? 'nosuch' : word)),
      ...(has(spec, 'table') ? [flagOf('table'), 'nosuch'] : []),
      '-f',
      files.good,
    ],
    exits: [7],
  },
  {
    name: 'unknown region, pool and balancer',
    applies: (spec) => placesOf(spec).some(({ name }) => name === 'subject'),
    words: (_spec, sample, files) => [
      ...sample.map((word) => (word === 'eu-central-1' ? 'eu-centrl-1' : word)),
      '-f',
      files.good,
    ],
    exits: [7],
  },
  {
    name: 'unknown name',
    applies: (spec) => placesOf(spec).some(({ name }) => name === 'name'),
    words: (_spec, sample, files) => [
      ...sample.map((word) => (word.includes('/') ? word.replace('orders', 'odrers') : word)),
      '-f',
      files.good,
    ],
    exits: [7],
  },
  {
    name: 'blank reason or comment',
    applies: (spec) => /^(?:freeze|maintenance|ack|approve|reject)$/.test(spec.name),
    words: (_spec, sample, files) => [
      ...sample.map((word) => (word === 'a test' ? ' ' : word)),
      '-f',
      files.good,
    ],
    exits: [2],
  },
  {
    name: 'no credentials',
    applies: (spec) => asksAws(spec) || isServers(spec),
    words: withFile('good'),
    exits: [3, 11],
    credentials: 'missing',
  },
  {
    name: 'refused credentials',
    applies: asksAws,
    words: withFile('good'),
    exits: [3, 11],
    credentials: 'refused',
  },
  {
    name: 'unreachable endpoint',
    // A daemon waits for a region that is down.
    applies: (spec) => asksAws(spec) && spec.daemon !== true,
    words: withFile('unreachable'),
    exits: [3, 10],
  },
  {
    name: 'nothing set up',
    // Setup sets it up; status says so.
    applies: (spec) => asksAws(spec) && !/^(?:setup|status)$/.test(spec.name),
    words: withFile('good'),
    exits: [3, 7],
    credentials: 'empty',
  },
  {
    name: "Understudy's own tables deleted",
    // Setup makes them again, check and status report them, and the others do not need them; readiness and doctor name them.
    applies: (spec) =>
      asksAws(spec) &&
      !/^(?:setup|check|status|get|describe|resume|verify|observe)$/.test(spec.name) &&
      !NEEDS_CONTROL_ALONE.test(spec.name),
    words: withFile('good'),
    exits: [3, 7],
    credentials: 'stripped',
  },
  {
    name: 'a folder that takes no file',
    applies: ({ name }) => Object.hasOwn(INTO_PROC, name),
    words: ({ name }, sample, files) => [...sample, ...(INTO_PROC[name] ?? []), ...fileOf(name, files)],
    exits: [2, 3],
  },
  {
    name: 'port in use',
    applies: (spec) => has(spec, 'port'),
    words: (spec, sample, files) => [
      ...sample,
      ...(has(spec, 'watch') ? ['--watch'] : []),
      '--port',
      files.port,
      '-f',
      files.good,
    ],
    exits: [2],
  },
  {
    name: 'unknown option',
    applies: () => true,
    words: (_spec, sample) => [...sample, '--nosuch'],
    exits: [2],
  },
  {
    name: 'unknown argument',
    applies: (spec) => !placesOf(spec).some(({ variadic = false }) => variadic),
    words: (spec, sample) => [...sample, ...placesOf(spec).map(() => 'one'), 'more'],
    exits: [2],
  },
  {
    name: 'missing argument',
    applies: (spec) => placesOf(spec).some(({ optional = false }) => !optional),
    words: ({ name }) => name.split(' '),
    exits: [2],
  },
  {
    name: 'regions swapped',
    applies: (spec) =>
      /^(replicator run|gateway run|backfill|verify|check|setup|switchover|failover|resume|reconcile)$|redrive|drop|^(ledger|dead-letters) list/.test(
        spec.name,
      ),
    words: withFile('swapped'),
    exits: [2],
    credentials: 'swapped',
  },
];
