/** @typedef {import('./parts.mjs').Part} Part */
/** @typedef {import('./machine.mjs').Machine} Machine */

/**
 * The parts that a command needs and the machine lacks, each with what was found instead.
 * @param {readonly Part[]} parts
 * @param {string} command `start`, `test` or `bench`
 * @param {Pick<Machine, 'capture' | 'env'>} machine
 * @returns {Promise<readonly { part: Part, found: string }[]>}
 */
export async function findMissingParts(parts, command, machine) {
  const missing = [];
  for (const part of parts.filter(({ neededBy }) => neededBy.includes(command))) {
    const found = await foundInsteadOf(part, machine);
    if (found !== undefined) missing.push({ part, found });
  }
  return missing;
}

async function foundInsteadOf({ probe, home, version }, machine) {
  const { code, output } = await answerOf(probe, home === undefined ? undefined : machine.env[home], machine);
  const program = probe[0];
  if (code === undefined) return `there is no ${program} on the path`;
  if (code !== 0) return `"${probe.join(' ')}" ended with ${code}`;
  if (version === undefined) return undefined;
  const major = Number(version.pattern.exec(output)?.[1]);
  if (Number.isNaN(major)) return `"${probe.join(' ')}" names no version`;
  return major >= version.atLeast ? undefined : `version ${major}`;
}

async function answerOf([program, ...args], home, machine) {
  if (home) {
    const answer = await machine.capture(`${home}/bin/${program}`, args);
    if (answer.code !== undefined) return answer;
  }
  const answer = await machine.capture(program, args);
  // Debian keeps servers where the path of ordinary users does not lead.
  return answer.code === undefined ? machine.capture(`/usr/sbin/${program}`, args) : answer;
}
