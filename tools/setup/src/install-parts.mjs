/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {import('./machine.mjs').Machine} Machine */

const APT = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2'];
const QUIETLY = { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true };

/**
 * Installs what is missing through apt-get. Package lists are fetched only where they know none of a part's
 * packages, or where what they know can't be had any more.
 * @param {readonly Part[]} parts
 * @param {Pick<Machine, 'capture' | 'run' | 'say'>} machine
 * @returns {Promise<boolean>} whether apt-get said that it did
 */
export async function installParts(parts, machine) {
  let fresh = false;
  const refresh = async () => {
    machine.say('apt-get update');
    fresh = true;
    return (await machine.run('apt-get', [...APT, 'update', '-qq'], QUIETLY)) === 0;
  };
  const choose = async () => {
    const packages = [];
    for (const part of parts) packages.push(await choosePackage(part, machine));
    return packages;
  };
  const install = async (packages) => {
    machine.say(`apt-get install ${packages.join(' ')}`);
    const args = [...APT, 'install', '-y', '-qq', '--no-install-recommends', ...packages];
    return (await machine.run('apt-get', args, QUIETLY)) === 0;
  };

  let packages = await choose();
  if (packages.includes(undefined)) {
    if (!(await refresh())) return false;
    packages = await choose();
    if (packages.includes(undefined)) return false;
  }
  const done = (await install(packages)) || (!fresh && (await refresh()) && (await install(packages)));
  if (done) await stopServices(parts, machine);
  return done;
}

/** apt starts what it installs, on the ports that the tests and the machine's owner may need. */
async function stopServices(parts, machine) {
  const services = parts.flatMap(({ services: started = [] }) => started);
  if (services.length === 0) return;
  // Without systemd, as in a container, apt starts nothing.
  if ((await machine.capture('systemctl', ['is-system-running'])).code === undefined) return;
  machine.say(`systemctl disable --now ${services.join(' ')}`);
  await machine.run('systemctl', ['disable', '--now', ...services], QUIETLY);
}

/** The first of a part's packages that this machine's lists can install. */
async function choosePackage({ apt }, machine) {
  for (const name of apt) {
    const { output } = await machine.capture('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))\S/.test(output)) return name;
  }
  return undefined;
}

/**
 * What a person has to install, why, and how.
 * @param {readonly { part: Part, found: string }[]} missing
 * @param {{ reason: string }} refusal why setup did not do it
 */
export function whatToInstall(missing, { reason }) {
  return [
    `${reason} Please install:`,
    ...missing.map(({ part, found }) => `  - ${part.name}: ${part.why} (here: ${found})`),
    'On Debian or Ubuntu, as root:',
    `  apt-get update && apt-get install -y --no-install-recommends ${missing.map(({ part }) => part.apt[0]).join(' ')}`,
    ...missing
      .filter(({ part }) => part.apt.length > 1)
      .map(({ part }) => `  (for ${part.name}, ${part.apt.slice(1).join(' or ')} will do as well)`),
    'Then run this command again.',
  ];
}
