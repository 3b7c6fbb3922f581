import { describe, expect, it } from '@jest/globals';
import { differenceOf } from './compare-lockfiles.mjs';
import { installPackages } from './install-packages.mjs';
import { fakeMachine } from './testing/fake-machine.mjs';

const lockOf = (packages) => ({
  packages: Object.fromEntries(
    Object.entries(packages).map(([name, rest]) => [`node_modules/${name}`, rest]),
  ),
});

describe('differenceOf', () => {
  const a = { version: '1.0.0', integrity: 'sha512-a' };

  it('finds none where all is as asked', () => {
    expect(
      differenceOf({ packages: { '': {}, 'packages/core': {}, ...lockOf({ a }).packages } }, lockOf({ a })),
    ).toBeUndefined();
  });

  it.each([
    ['a package that is missing', lockOf({ a }), lockOf({}), 'a is not installed'],
    [
      'another version',
      lockOf({ a }),
      lockOf({ a: { version: '1.0.1' } }),
      'a is 1.0.1, and should be 1.0.0',
    ],
    ['other contents', lockOf({ a }), lockOf({ a: { ...a, integrity: 'sha512-b' } }), 'a has other contents'],
    ['a nested package', lockOf({ 'a/node_modules/@b/c': a }), lockOf({}), '@b/c is not installed'],
    [
      'a link elsewhere',
      lockOf({ a: { link: true, resolved: 'x' } }),
      lockOf({ a: { link: true, resolved: 'y' } }),
      'a is linked elsewhere',
    ],
    [
      'a package in the place of a link',
      lockOf({ a: { link: true, resolved: 'x' } }),
      lockOf({ a }),
      'a is linked elsewhere',
    ],
    [
      'a link in the place of a package',
      lockOf({ a }),
      lockOf({ a: { link: true, resolved: 'x' } }),
      'a is a link, and should be 1.0.0',
    ],
  ])('names %s', (_what, wanted, installed, difference) => {
    expect(differenceOf(wanted, installed)).toBe(difference);
  });

  it.each(['optional', 'devOptional', 'peer'])('lets a package that is %s stay away', (kind) => {
    expect(differenceOf(lockOf({ a: { ...a, [kind]: true } }), lockOf({}))).toBeUndefined();
  });
});

describe('installPackages', () => {
  const text = JSON.stringify(lockOf({ a: { version: '1.0.0' } }));
  const other = JSON.stringify(lockOf({ a: { version: '2.0.0' } }));
  const npm = (_line, machine) => {
    machine.files['node_modules/.package-lock.json'] = machine.files['package-lock.json'];
    return 0;
  };

  it('runs npm ci where nothing is installed, where an install was cut off, and where the lock file changed', async () => {
    const machine = fakeMachine({ files: { 'package-lock.json': text }, onRun: npm });
    expect(await installPackages(machine)).toEqual({ ok: true });
    machine.files['package-lock.json'] = other;
    expect(await installPackages(machine)).toEqual({ ok: true });
    delete machine.files['node_modules/.package-lock.json'];
    expect(await installPackages(machine)).toEqual({ ok: true });
    expect(machine.ran).toHaveLength(3);
    expect(machine.said[1]).toContain('a is 1.0.0, and should be 2.0.0');
  });

  it('takes what `npm install` has brought already', async () => {
    const machine = fakeMachine({
      files: { 'package-lock.json': text, 'node_modules/.package-lock.json': text },
    });
    expect(await installPackages(machine)).toEqual({ ok: true });
    expect(machine.ran).toEqual([]);
  });

  it('installs again where the packages were installed on another platform', async () => {
    const machine = fakeMachine({
      files: { 'package-lock.json': text, 'node_modules/.package-lock.json': text },
      onRun: npm,
    });
    await installPackages(machine);
    machine.platform = 'linux arm64 glibc';
    await installPackages(machine);
    expect(machine.ran).toHaveLength(1);
    await installPackages(machine);
    expect(machine.ran).toHaveLength(1);
  });

  it('says so outside of a checkout', async () => {
    expect(await installPackages(fakeMachine())).toMatchObject({ ok: false });
  });
});
