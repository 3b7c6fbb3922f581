/**
 * `npm run accept -w @understudy/linode-provisioner`: the real program is killed with SIGKILL at every call it makes,
 * in every way, is started again, and must have made exactly what is declared.
 */
import { parseArgs } from 'node:util';
import { openWorkspace } from '@understudy/sandbox';
import type { CallNumber, Way } from './kill-gate.ts';
import { openTheatre, playStep, type Theatre } from './play-step.ts';
import { bundleProgram } from './start-program.ts';
import { scenarios } from './scenarios.ts';

/** A run may make fewer calls than the one that was counted, since it looks at an instance fewer times. */
const TRIES = 3;

/** A call of the run that is counted, and how the program is killed at it. */
interface Step {
  readonly scenario: string;
  readonly at: CallNumber;
  readonly way: Way;
}

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true },
    way: { type: 'string', multiple: true },
    call: { type: 'string', multiple: true },
    side: { type: 'string', default: '2' },
  },
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => ending.abort(new Error(`ended by ${signal}`)));

const startedMs = performance.now();
const workspace = await openWorkspace();
const theatres: Awaited<ReturnType<typeof openTheatre>>[] = [];
const figures = { killed: 0, declared: 0, missed: 0, calls: 0 };
const failed: string[] = [];
let services = 0;
try {
  const program = await bundleProgram(workspace.directory);
  while (theatres.length < Number(values.side))
    theatres.push(await openTheatre({ program, folder: workspace.directory, ending: ending.signal }));
  const steps: Step[] = [];
  const names = scenarios('none', 1).map(({ name }) => name);
  await onAll(values.scenario ?? names, async (theatre, scenario) => {
    const { calls, troubles } = await playStep(theatre, nextService(), { scenario });
    print(`${scenario}: ${calls.length} calls when it is not killed`);
    if (troubles.length > 0) throw new Error(`${scenario} fails without a kill: ${troubles.join('; ')}`);
    figures.calls += calls.length;
    for (const at of calls) for (const way of waysOf(at)) steps.push({ scenario, at, way });
  });
  await onAll(steps.filter(isWanted), killAndJudge);
} catch (error) {
  print((error as Error).message);
} finally {
  for (const theatre of theatres) await theatre.close();
  await workspace.close();
}
for (const line of failed) print(line);
const { killed, declared, missed, calls } = figures;
const seconds = Math.round((performance.now() - startedMs) / 1000);
print(`${calls} calls without a kill; ${missed} steps that the run ended before; ${seconds} s`);
print(`${killed} steps killed, ${declared} ended as declared, ${killed - declared} not`);
process.exitCode = killed > 0 && killed === declared && failed.length === 0 && !ending.signal.aborted ? 0 : 1;

async function killAndJudge(theatre: Theatre, step: Step): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const played = await playStep(theatre, nextService(), step);
    const { calls, troubles } = played;
    const name = `${step.scenario}, ${step.way} ${step.at.call} (${step.at.nth})`;
    if (!played.killed && attempt < TRIES && troubles.length === 0) continue;
    if (played.killed) figures.killed += 1;
    else figures.missed += 1;
    if (troubles.length > 0) failed.push(`NOT ${name}: ${troubles.join('; ')}`);
    else if (played.killed) figures.declared += 1;
    const outcome = played.killed ? 'ended as declared' : `the run ended after ${calls.length} calls`;
    print(troubles.length > 0 ? `${name}: NOT, ${troubles.join('; ')}` : `${name}: ${outcome}`);
    return;
  }
}

/** A call that reads can not land late: nothing would show. */
function waysOf({ call }: CallNumber): readonly Way[] {
  const ways: readonly Way[] = ['before', 'unanswered', 'answered'];
  return call.startsWith('GET ') ? ways : [...ways, 'late'];
}

function isWanted({ way, at }: Step): boolean {
  return (
    (values.way?.includes(way) ?? true) && (values.call?.some((call) => at.call.startsWith(call)) ?? true)
  );
}

function nextService(): string {
  services += 1;
  return `s${services}`;
}

/** As many side by side as there are theatres; the first that fails ends all. */
async function onAll<T>(items: readonly T[], action: (theatre: Theatre, item: T) => Promise<void>) {
  const queue = [...items];
  const work = async (theatre: Theatre) => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await action(theatre, item);
  };
  const works = theatres.map(work);
  try {
    await Promise.all(works);
  } catch (error) {
    ending.abort(error);
    await Promise.allSettled(works);
    throw error;
  }
}
