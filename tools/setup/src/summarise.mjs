/** @typedef {import('./read-results.mjs').Task} Task */
/** @typedef {import('./read-results.mjs').Counts} Counts */
/** @typedef {{ name: string, code: number, remedy: string }} Check one that concerns the tree as a whole */

const GOOD = new Set(['success', 'local-cache', 'local-cache-kept-existing', 'remote-cache']);
const CACHED = new Set(['local-cache', 'local-cache-kept-existing', 'remote-cache']);

/**
 * What a run came to. Tests are counted one by one; everything else that went wrong (a lint, a build, a suite that
 * could not be loaded, a task that never ran) counts as one failure, so that nothing fails without being seen.
 * @param {{ tasks: readonly Task[], counts: readonly Counts[], checks: readonly Check[], nx: number }} results
 *   the codes are exit codes
 * @param {readonly string[]} targets in the order of the lines
 * @returns {{ lines: readonly string[], passed: number, failed: number }}
 */
export function summarise({ tasks, counts, checks, nx }, targets) {
  const countsOf = new Map(counts.map((count) => [count.project, count]));
  const lines = [
    '',
    ...checks.map(({ name, code, remedy }) =>
      line(name, [code === 0 ? 'ok' : `failed: \`${remedy}\` puts it right`]),
    ),
  ];
  let failed = checks.filter(({ code }) => code !== 0).length;
  let passed = 0;

  for (const target of targets) {
    const own = tasks
      .filter((task) => task.target === target)
      .sort((a, b) => a.project.localeCompare(b.project));
    const bad = own.filter(({ status }) => !GOOD.has(status));
    lines.push(line(target, facts(own, bad)));
    if (target === 'test') continue;
    failed += bad.length;
  }
  for (const { project, status } of tasks.filter(({ target }) => target === 'test')) {
    const own = countsOf.get(project);
    const ownFailures = own === undefined ? 0 : own.failed + own.brokenSuites + own.notRun;
    passed += own?.passed ?? 0;
    // A task that failed without a failed test (no tests, a crash), and one that passed without having counted any.
    failed += ownFailures > 0 ? ownFailures : GOOD.has(status) && own !== undefined ? 0 : 1;
    if (own === undefined) lines.push(`  ${project}: no test was counted (${status})`);
    else if (ownFailures > 0 || !GOOD.has(status)) lines.push(`  ${project}: ${told(own)}`);
  }
  if (tasks.length === 0) {
    lines.push('  Nx ran nothing; what it says above is why.');
    failed += 1;
  } else if (nx !== 0 && failed === 0) {
    lines.push(`  Nx ended with ${nx}; what it says above is why.`);
    failed += 1;
  }
  return { lines, passed, failed };
}

function facts(tasks, bad) {
  const cached = tasks.filter(({ status }) => CACHED.has(status)).length;
  const ok = `${tasks.length - bad.length} ok${cached > 0 ? ` (${cached} from the cache)` : ''}`;
  return bad.length === 0
    ? [ok]
    : [
        ok,
        `${bad.length} failed: ${bad.map(({ project, status }) => (status === 'failure' ? project : `${project} (${status})`)).join(', ')}`,
      ];
}

function told({ passed, failed, brokenSuites, notRun }) {
  const parts = [`${passed} passed`, `${failed} failed`];
  if (brokenSuites > 0) parts.push(`${brokenSuites} suites could not be loaded`);
  if (notRun > 0) parts.push(`${notRun} not run`);
  return parts.join(', ');
}

function line(name, parts) {
  return `${name.padEnd(10)} ${parts.join(', ')}`;
}
