import { describe, expect, it } from '@jest/globals';
import { findMissingParts } from './find-missing-parts.mjs';
import { PARTS } from './parts.mjs';
import { fakeMachine } from './testing/fake-machine.mjs';

const JAVA_ONLY = PARTS.filter(({ name }) => name.startsWith('Java'));
const java = (first) =>
  fakeMachine({ programs: { 'java -version': `${first}\nOpenJDK Runtime Environment` } });
const foundWith = async (machine) =>
  (await findMissingParts(JAVA_ONLY, 'start', machine)).map(({ found }) => found);

describe('findMissingParts', () => {
  it.each([
    'openjdk version "17.0.15" 2025-04-15',
    'openjdk version "21" 2023-09-19',
    'java version "25.0.1"',
  ])('takes %s', async (first) => {
    expect(await foundWith(java(first))).toEqual([]);
  });

  it.each([
    ['openjdk version "11.0.2" 2019-01-15', 'version 11'],
    ['java version "1.8.0_392"', 'version 1'],
    ['a program of another kind', '"java -version" names no version'],
  ])('refuses %s', async (first, found) => {
    expect(await foundWith(java(first))).toEqual([found]);
  });

  it('tells a program that is not there from one that fails', async () => {
    expect(await foundWith(fakeMachine())).toEqual(['there is no java on the path']);
    expect(await foundWith(fakeMachine({ programs: { 'java -version': 127 } }))).toEqual([
      '"java -version" ended with 127',
    ]);
  });

  it('looks where JAVA_HOME points before the path', async () => {
    const old = 'openjdk version "11.0.2"';
    const programs = { '/opt/java/bin/java -version': 'openjdk version "21"', 'java -version': old };
    expect(await foundWith(fakeMachine({ programs, env: { JAVA_HOME: '/opt/java' } }))).toEqual([]);
    expect(await foundWith(fakeMachine({ programs, env: { JAVA_HOME: '/opt/gone' } }))).toEqual([
      'version 11',
    ]);
    expect(await foundWith(fakeMachine({ programs }))).toEqual(['version 11']);
  });

  it('finds servers where the path of ordinary users does not lead', async () => {
    const part = { name: 'A', why: 'b', neededBy: ['start'], probe: ['a', '-v'], apt: ['a'] };
    const machine = fakeMachine({ programs: { '/usr/sbin/a -v': '' } });
    expect(await findMissingParts([part], 'start', machine)).toEqual([]);
  });

  it('asks only for what the command needs', async () => {
    const part = { name: 'A', why: 'b', neededBy: ['bench'], probe: ['a'], apt: ['a'] };
    expect(await findMissingParts([part], 'start', fakeMachine())).toEqual([]);
    expect(await findMissingParts([part], 'bench', fakeMachine())).toHaveLength(1);
    expect(await findMissingParts([part], 'bench', fakeMachine({ programs: { a: '' } }))).toEqual([]);
  });
});

describe('boto3', () => {
  const boto3 = PARTS.filter(({ apt }) => apt.includes('python3-boto3'));
  const probe = boto3[0].probe.join(' ');
  const missing = async (programs, command = 'test') =>
    (await findMissingParts(boto3, command, fakeMachine({ programs }))).length;

  it('is asked of whichever Python has it, for the drill and the tests alone', async () => {
    expect(await missing({ [probe]: '' })).toBe(0);
    expect(await missing({ [probe]: 1 })).toBe(1);
    expect(await missing({ [probe]: 1 }, 'start')).toBe(1);
    expect(await missing({ [probe]: 1 }, 'bench')).toBe(0);
  });
});

describe('the table of parts', () => {
  it.each(PARTS.map((part) => [part.name, part]))('%s says all that setup and people need', (_name, part) => {
    expect(part.why).not.toBe('');
    expect(part.apt.length).toBeGreaterThan(0);
    expect(part.neededBy.every((command) => ['start', 'test', 'bench'].includes(command))).toBe(true);
  });
});
