import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import { differencesOf, instancesOf, recordsOf } from './differences-of.ts';
import { KillGate, type CallNumber, type Sent, type Way } from './kill-gate.ts';
import { startProgram, type ProgramEnd, type RunningProgram } from './start-program.ts';
import { ACCOUNT, APPLY, scenarios, type Scenario, type Stage } from './scenarios.ts';
import { provisionerOf, runningProbe } from './provisioner-of.ts';
import { AppStandIn } from './app-stand-in.ts';
import { topologyText } from './topology-text.ts';

/** Short against an instance's life, so that few looks are in vain, and the next run makes the same calls. */
const POLL_MS = 40;

/** Where steps are played, and with what. */
export interface Theatre extends Stage {
  /** The program under test, as one file. */
  readonly program: string;
  /** For topologies. */
  readonly folder: string;
  /** Ends the programs that run, and starts no more. */
  readonly ending: AbortSignal;
}

/** A step: the scenario's run is killed there, in that way. */
export interface Step {
  readonly scenario: string;
  readonly at: CallNumber;
  readonly way: Way;
}

export interface Played {
  /** The calls of the run to be killed. */
  readonly calls: readonly CallNumber[];
  /** Whether it was; it may have ended before that call. */
  readonly killed: boolean;
  /** What is not as it should be after the next run, and after the one after that. */
  readonly troubles: readonly string[];
}

/** One step from an empty service to an empty service; without `at`, the run is not killed. @throws the signal's reason */
export async function playStep(
  theatre: Theatre,
  service: string,
  step: Pick<Step, 'scenario'> & Partial<Step>,
): Promise<Played> {
  const { cloud, apps, folder } = theatre;
  const scenario = scenarios(service, apps.port).find(({ name }) => name === step.scenario);
  if (scenario === undefined) throw new Error(`There is no scenario ${step.scenario}.`);
  const file = join(folder, `${service}.yaml`);
  writeFileSync(file, topologyText(service, scenario.declared));
  try {
    if (scenario.before.length > 0)
      await provisionerOf(cloud, service, scenario.before, { probe: runningProbe(cloud) }).apply();
    await scenario.befalls?.(theatre);
    return await play(theatre, service, scenario, file, step);
  } finally {
    await cloud.faults.liftAll();
    apps.sick.clear();
    apps.outages.clear();
    await provisionerOf(cloud, service, []).sweep();
    for (const record of await recordsOf(cloud, service)) await record.remove();
  }
}

async function play(
  theatre: Theatre,
  service: string,
  scenario: Scenario,
  file: string,
  step: Partial<Step>,
): Promise<Played> {
  const { cloud } = theatre;
  const command = ['servers', ...(scenario.command ?? APPLY), '-f', file];
  const first = await run(theatre, service, command, step);
  const troubles = first.killed ? [] : failureOf('the run that was not killed', first.end);
  if (first.killed && first.end.signal !== 'SIGKILL')
    troubles.push(`it was not killed, but ended with ${String(first.end.code)}`);
  if (first.killed) {
    const second = await run(theatre, service, command, {
      ...(first.held === undefined ? {} : { late: first.held }),
    });
    troubles.push(...failureOf('the second run', second.end));
  }
  troubles.push(...(await differencesOf(cloud, service, scenario)));
  const ids = () => instancesOf(cloud, service).map(({ id, label }) => `${label} (${id})`);
  const before = ids().join();
  const third = await run(
    theatre,
    service,
    ['servers', ...(scenario.settledCommand ?? scenario.command ?? APPLY), '-f', file],
    {},
  );
  troubles.push(...failureOf('the third run', third.end));
  const changing = third.calls.map(({ call }) => call).filter((call) => !call.startsWith('GET '));
  if (changing.length > 0) troubles.push(`the third run sends ${changing.join(', ')}`);
  if (ids().join() !== before) troubles.push(`the third run changes ${before} to ${ids().join()}`);
  return { calls: first.calls, killed: first.killed, troubles };
}

interface RunOutcome {
  readonly end: ProgramEnd;
  readonly calls: readonly CallNumber[];
  readonly killed: boolean;
  readonly held: Sent | undefined;
}

async function run(
  { cloud, program, ending }: Theatre,
  service: string,
  args: readonly string[],
  { at, way, late }: Partial<Step> & { readonly late?: Sent },
): Promise<RunOutcome> {
  ending.throwIfAborted();
  const begun: RunningProgram[] = [];
  const gate = await KillGate.open({
    endpoint: cloud.endpoint,
    ...(at === undefined ? {} : { at }),
    ...(way === undefined ? {} : { way }),
    ...(late === undefined ? {} : { late }),
    nameOf: (path) => nameCall(cloud, service, path),
    kill: () => Promise.all(begun.map((each) => each.kill())),
  });
  const started = startProgram(program, {
    args,
    token: cloud.token,
    endpoint: gate.endpoint,
    pollMs: POLL_MS,
  });
  begun.push(started);
  const end = () => void started.kill();
  ending.addEventListener('abort', end);
  try {
    const ended = await started.ended;
    ending.throwIfAborted();
    return { end: ended, calls: gate.calls, killed: gate.killed, held: gate.held };
  } finally {
    ending.removeEventListener('abort', end);
    await gate.close();
  }
}

/** With an instance's label instead of its number, and without the service. */
function nameCall(cloud: LinodeCloud, service: string, path: string): string {
  return path
    .replace(/(?<=^\/linode\/instances\/)\d+/, (id) => {
      const found = cloud.instances.find((instance) => instance.id === Number(id));
      return found?.label.slice(service.length + 1) ?? 'one that is gone';
    })
    .replace(/(?<=^\/domains\/)\d+/, 'DOMAIN')
    .replace(/(?<=\/records\/)\d+/, 'RECORD');
}

function failureOf(what: string, { code, signal, output }: ProgramEnd): string[] {
  if (code === 0) return [];
  return [`${what} ended with ${String(code ?? signal)}: ${output.trim().split('\n').slice(-3).join(' | ')}`];
}

/** A separate stage for one step after the other; its programs and files are the caller's. */
export async function openTheatre(
  parts: Pick<Theatre, 'program' | 'folder' | 'ending'>,
): Promise<Theatre & { close(): Promise<void> }> {
  const speeds = { provisionMs: 2, bootMs: 2, shutdownMs: 1, deleteMs: 1 };
  const cloud = await startLinodeCloud({ account: ACCOUNT, speeds });
  const apps = await AppStandIn.open(cloud);
  const close = async () => {
    await apps.close();
    await cloud.stop();
  };
  return { ...parts, cloud, apps, close };
}
