import { flagOf, type CommandSpec } from '@understudy/command-line';

const ARGUMENTS: Readonly<Record<string, string>> = {
  table: 'orders',
  pool: 'api',
  label: 'shop-api-1-g1',
  node: 'a',
  shell: 'bash',
  region: 'eu-central-1',
  subject: 'eu-central-1',
  intent: 'none',
  scenario: 'writer-killed',
  token: 'ada',
  kinds: 'links',
  kind: 'link',
  name: 'orders/us-east-1/eu-central-1',
};
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  why: ['--why', 'a test'],
  reason: ['--reason', 'a test'],
  comment: ['--comment', 'a test'],
  name: ['--name', 'orch-1'],
  role: ['--role', 'viewer'],
};
/** Of options that a complete command line has although no specification can require them. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  maintenance: ['--reason', 'a test'],
};

/** A complete command line of a command, without the file: its required arguments and options, by their names. */
export function sampleWords({ name, arguments: places = [], options = {} }: CommandSpec): readonly string[] {
  const words = places
    .filter(({ name: place, optional = false }) => !optional || place === 'record')
    .map((place) => {
      if (place.name === 'record') return recordOf(name);
      const word = ARGUMENTS[place.name];
      if (word === undefined) throw new Error(`Name a value for the argument ${place.name} of ${name}.`);
      return word;
    });
  const needed = Object.entries(options).flatMap(([key, { required = false }]) => {
    if (!required) return key === 'yes' ? [flagOf(key)] : [];
    const given = OPTIONS[key];
    if (given === undefined) throw new Error(`Name a value for the option ${key} of ${name}.`);
    return given;
  });
  return [...name.split(' '), ...words, ...needed, ...(BESIDES[name] ?? [])];
}

function recordOf(name: string): string {
  const kind = name.startsWith('ledger') ? 'ledger' : 'dead-letter';
  return `${kind}/orders/us-east-1/eu-central-1/none`;
}
