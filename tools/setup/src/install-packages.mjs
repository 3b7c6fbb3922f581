import { createHash } from 'node:crypto';
import { differenceOf } from './compare-lockfiles.mjs';

/** @typedef {import('./machine.mjs').Machine} Machine */

const LOCKFILE = 'package-lock.json';
const INSTALLED = 'node_modules/.package-lock.json';
const STAMP = 'node_modules/.understudy-setup';

/**
 * Brings node_modules to what package-lock.json asks for: nothing where the stamp of the last setup still
 * fits, `npm ci` where the packages differ. Install scripts are not run (.npmrc), and nothing needs them.
 * @param {Pick<Machine, 'read' | 'write' | 'run' | 'say' | 'platform'>} machine
 * @returns {Promise<{ ok: true } | { ok: false, reason: string }>}
 */
export async function installPackages(machine) {
  const wanted = machine.read(LOCKFILE);
  if (wanted === undefined)
    return { ok: false, reason: `There is no ${LOCKFILE} here: this is no checkout of Understudy.` };
  const stamp = `${createHash('sha256').update(wanted).digest('hex')} ${machine.platform}\n`;
  const installed = machine.read(INSTALLED);
  if (installed !== undefined && machine.read(STAMP) === stamp) return { ok: true };

  const difference =
    installed === undefined ? 'none are installed' : differenceOf(JSON.parse(wanted), JSON.parse(installed));
  if (difference !== undefined || otherPlatform(machine.read(STAMP), machine.platform)) {
    machine.say(
      `npm ci, since ${difference ?? 'the packages were installed for another platform'} (takes about half a minute)`,
    );
    const code = await machine.run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) return { ok: false, reason: `"npm ci" ended with ${code}; what it says above is why.` };
  }
  machine.write(STAMP, stamp);
  return { ok: true };
}

function otherPlatform(stamp, platform) {
  return stamp !== undefined && stamp.trimEnd().split(' ').slice(1).join(' ') !== platform;
}
