import { findMissingParts } from './find-missing-parts.mjs';
import { installPackages } from './install-packages.mjs';
import { installParts, whatToInstall } from './install-parts.mjs';
import { PARTS } from './parts.mjs';
import { prepareClassArchive } from './prepare-class-archive.mjs';

/** @typedef {import('./machine.mjs').Machine} Machine */

/** The oldest Node that Understudy runs on: major and minor. */
const NODE = [20, 19];

/**
 * Makes the machine ready for a command; a second time it finds everything in place and does nothing.
 * @param {string} command `start`, `test` or `bench`
 * @param {Machine} machine
 * @param {readonly import('./parts.mjs').Part[]} [parts]
 * @returns {Promise<boolean>} whether the command can run; if not, the reason was written to the machine's output
 */
export async function prepare(command, machine, parts = PARTS) {
  const [major = 0, minor = 0] = machine.nodeVersion.split('.').map(Number);
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    machine.complain([
      `Understudy needs Node ${NODE.join('.')} or newer, and this is ${machine.nodeVersion}. Please install a newer one.`,
    ]);
    return false;
  }
  if (!(await prepareParts(command, machine, parts))) return false;
  const packages = await installPackages(machine);
  if (packages.ok) await prepareClassArchive(command, machine);
  else machine.complain([packages.reason]);
  return packages.ok;
}

async function prepareParts(command, machine, parts) {
  const missing = await findMissingParts(parts, command, machine);
  if (missing.length === 0) return true;
  const apt = await machine.capture('apt-get', ['--version']);
  if (!machine.isRoot || apt.code !== 0) {
    const reason =
      apt.code === 0
        ? 'Setup is not root, so it installs no programs.'
        : 'There is no apt-get here, so setup installs no programs.';
    machine.complain(whatToInstall(missing, { reason }));
    return false;
  }
  for (const { part, found } of missing) machine.say(`${part.name} is missing (${found}): ${part.why}`);
  const done = await installParts(
    missing.map(({ part }) => part),
    machine,
  );
  const left = await findMissingParts(parts, command, machine);
  if (left.length === 0) return true;
  machine.complain(
    whatToInstall(left, {
      reason: done
        ? 'apt-get did not bring what was asked for.'
        : 'apt-get failed; what it says above is why.',
    }),
  );
  return false;
}
