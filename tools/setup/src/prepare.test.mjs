import { describe, expect, it } from '@jest/globals';
import { PARTS } from './parts.mjs';
import { prepare } from './prepare.mjs';
import { fakeMachine } from './testing/fake-machine.mjs';

const JAVA_ONLY = PARTS.filter(({ name }) => name.startsWith('Java'));
const JAVA = 'openjdk version "17.0.15" 2025-04-15';
const KNOWN = 'openjdk-17-jre-headless:\n  Installed: (none)\n  Candidate: 17.0.15+6-1\n';
const NONE = 'openjdk-17-jre-headless:\n  Installed: (none)\n  Candidate: (none)\n';
const lock = (version) =>
  JSON.stringify({ packages: { 'node_modules/nx': { version, integrity: `sha512-${version}` } } });
const installed = { 'package-lock.json': lock('1.0.0'), 'node_modules/.package-lock.json': lock('1.0.0') };

/** npm and apt-get as they behave when all goes well. */
function obeys(commandLine, machine) {
  if (commandLine.startsWith('npm ci'))
    machine.files['node_modules/.package-lock.json'] = machine.files['package-lock.json'];
  if (commandLine.includes(' update ')) machine.programs['apt-cache policy openjdk-17-jre-headless'] = KNOWN;
  if (commandLine.includes(' install ')) machine.programs['java -version'] = JAVA;
  return 0;
}

describe('prepare', () => {
  it('does nothing, and says nothing, where everything is in place', async () => {
    const machine = fakeMachine({ programs: { 'java -version': JAVA }, files: installed });
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(true);
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(true);
    expect([machine.ran, machine.said, machine.complained]).toEqual([[], [], []]);
  });

  it('installs packages and programs on a fresh machine, and finds them the second time', async () => {
    const machine = fakeMachine({
      programs: { 'apt-get --version': 'apt 2.6.1' },
      files: { 'package-lock.json': lock('1.0.0') },
      onRun: obeys,
    });
    expect(await prepare('test', machine, JAVA_ONLY)).toBe(true);
    expect(machine.ran.map((line) => line.replace(/-o \S+ /g, ''))).toEqual([
      'apt-get update -qq',
      'apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless',
      'npm ci --no-audit --no-fund --loglevel=error',
    ]);
    machine.ran.length = 0;
    expect(await prepare('test', machine, JAVA_ONLY)).toBe(true);
    expect(machine.ran).toEqual([]);
  });

  it('spares the package lists where they know the package, and takes the next one where they do not', async () => {
    const machine = fakeMachine({
      programs: {
        'apt-get --version': 'apt 2.6.1',
        'apt-cache policy openjdk-17-jre-headless': NONE,
        'apt-cache policy openjdk-21-jre-headless': KNOWN,
      },
      files: installed,
      onRun: obeys,
    });
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(true);
    expect(machine.ran).toHaveLength(1);
    expect(machine.ran[0]).toContain('openjdk-21-jre-headless');
  });
});

describe('what apt-get installs', () => {
  it('stops the services that apt starts with what it installs, where systemd runs them', async () => {
    const served = PARTS.filter(({ services }) => services !== undefined);
    const programs = {
      'apt-get --version': 'apt 2.6.1',
      'apt-cache policy prometheus': 'prometheus:\n  Candidate: 2.42.0\n',
      'apt-cache policy prometheus-alertmanager': 'prometheus-alertmanager:\n  Candidate: 0.25.0\n',
    };
    const onRun = (line, self) => {
      if (!line.includes(' install ')) return 0;
      self.programs['promtool --version'] = 'promtool, version 2.42.0';
      self.programs['amtool --version'] = 'amtool, version 0.25.0';
      return 0;
    };
    const contained = fakeMachine({ programs: { ...programs }, files: installed, onRun });
    expect(await prepare('test', contained, served)).toBe(true);
    expect(contained.ran.filter((line) => line.startsWith('systemctl'))).toEqual([]);
    const whole = fakeMachine({
      programs: { ...programs, 'systemctl is-system-running': 'running' },
      files: installed,
      onRun,
    });
    expect(await prepare('test', whole, served)).toBe(true);
    expect(whole.ran.filter((line) => line.startsWith('systemctl'))).toEqual([
      'systemctl disable --now prometheus prometheus-alertmanager',
    ]);
  });

  it('fetches the lists and tries again where what they knew is gone', async () => {
    const machine = fakeMachine({
      programs: { 'apt-get --version': 'apt 2.6.1', 'apt-cache policy openjdk-17-jre-headless': KNOWN },
      files: installed,
      onRun: (line, self) => (line.includes(' install ') && self.ran.length === 1 ? 100 : obeys(line, self)),
    });
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(true);
    expect(machine.ran.map((line) => /update|install/.exec(line)?.[0])).toEqual([
      'install',
      'update',
      'install',
    ]);
  });
});

describe('a machine that can not be prepared', () => {
  it.each([
    ['not root', { isRoot: false, programs: { 'apt-get --version': 'apt 2.6.1' } }, /^Setup is not root/],
    ['without apt-get', { isRoot: true, programs: {} }, /^There is no apt-get here/],
  ])('lists exactly what to install when %s', async (_where, facts, reason) => {
    const machine = fakeMachine({ ...facts, files: installed });
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(false);
    expect(machine.ran).toEqual([]);
    expect(machine.complained[0]).toMatch(reason);
    expect(machine.complained.join('\n')).toContain(
      'apt-get install -y --no-install-recommends openjdk-17-jre-headless',
    );
    expect(machine.complained.join('\n')).toContain('Java 17 or newer: DynamoDB Local');
  });

  it('says so where apt-get fails, and where it brings something else', async () => {
    const programs = { 'apt-get --version': 'apt 2.6.1', 'apt-cache policy openjdk-17-jre-headless': KNOWN };
    const fails = fakeMachine({ programs, files: installed, onRun: () => 100 });
    expect(await prepare('start', fails, JAVA_ONLY)).toBe(false);
    expect(fails.complained[0]).toMatch(/^apt-get failed/);
    const brings = fakeMachine({ programs, files: installed, onRun: () => 0 });
    expect(await prepare('start', brings, JAVA_ONLY)).toBe(false);
    expect(brings.complained[0]).toMatch(/^apt-get did not bring/);
  });

  it.each(['18.20.4', '20.18.3'])('refuses Node %s before it does anything', async (nodeVersion) => {
    const machine = fakeMachine({ nodeVersion, onRun: obeys });
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(false);
    expect(machine.ran).toEqual([]);
    expect(machine.complained[0]).toContain('20.19');
  });

  it('does not go on where npm ci fails', async () => {
    const machine = fakeMachine({
      programs: { 'java -version': JAVA },
      files: { 'package-lock.json': lock('1.0.0') },
      onRun: () => 7,
    });
    expect(await prepare('start', machine, JAVA_ONLY)).toBe(false);
    expect(machine.complained[0]).toContain('ended with 7');
    expect(machine.files['node_modules/.understudy-setup']).toBeUndefined();
  });
});
