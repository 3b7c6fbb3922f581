import type { Stage } from './stage.ts';
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isUnderstudyError, silentTelemetry, systemClock, type Telemetry } from '@understudy/core';
import { seededRandomness } from '@understudy/core/testing';
import { ACCESS_KEY, startLocalCloud, type LocalCloud } from '@understudy/sandbox';
import {
  readAllCities,
  Boto3Workload,
  startGateway,
  catchSignals,
  Stopped,
  chooseCities,
  describeEvent,
  Phases,
  makeClient,
  TrafficMeter,
  Operator,
  Journal,
  ItemMemory,
  renderReport,
  openShop,
  ShopSite,
  type Shop,
  startReplicator,
  Workload,
  startMover,
  startService,
  countText,
} from '@understudy/scenario';

import { demandWritable, keepJournal, writeReport } from './keep-files.ts';
import { keepView } from './screen/keep-view.ts';

import { openScreen, type Screen } from './screen/open-screen.ts';
import { HELP, type DrillOptions } from './options.ts';
import { parseArguments } from './parse-arguments.ts';
import { readTyped } from './screen/read-typed.ts';

import { runDrill } from './run-drill.ts';

import { stayUp } from './commands/stay-up.ts';
import { writeInvitation } from './write-invitation.ts';

const EXIT = { passed: 0, failed: 1, wrongOption: 2, broken: 3 } as const;
const REGIONS = { data: ['us-east-1', 'eu-central-1'], witness: 'eu-west-1' } as const;
/** The checkout. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
/** Requests of the workload for each one of a visitor. */
const VISITS_PART = 4;
/** Requests of the workload for each one of boto3's. */
const BOTO3_PART = 4;
/** What goes on while the cloud stays up. */
const LIGHT_RATE = 10;

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  let options: DrillOptions;
  try {
    const parsed = parseArguments(words);
    if (parsed.kind === 'help') {
      process.stdout.write(HELP);
      return EXIT.passed;
    }
    ({ options } = parsed);
    for (const file of [options.reportFile, options.journalFile]) {
      if (file !== undefined) await demandWritable(file);
    }
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return EXIT.wrongOption;
  }
  return play(options);
}

async function play(options: DrillOptions): Promise<number> {
  const clock = systemClock();
  const beganMs = clock.monotonicMs();
  const elapsedMs = () => clock.monotonicMs() - beganMs;
  const screen = openScreen({
    output: process.stdout,
    elapsedMs,
    plain: options.plain,
    environment: process.env,
  });
  const { signal, end } = catchSignals(process, () => {
    screen.say('Stopping: everything is put away. (Ctrl-C once more ends it at once.)');
  });
  setMaxListeners(0, signal);
  // Whoever read the output has gone (`| head`): there is nobody to go on for.
  process.stdout.on('error', () => process.emit('SIGTERM'));
  // What was started last is put away first, also what a failure half-way leaves behind.
  const putAway: (() => Promise<void>)[] = [];
  let broken = false;
  const phases = new Phases(elapsedMs, options);
  try {
    screen.print(
      'A DynamoDB region is going to die under live traffic, and every write will be accounted for.\n',
    );
    phases.begin('starting the local cloud');
    screen.say(
      `Starting the local cloud: DynamoDB in ${REGIONS.data.join(' and ')}, and a witness in ${REGIONS.witness}.`,
    );
    const cloud = await startLocalCloud({ regions: REGIONS.data, witness: REGIONS.witness });
    putAway.unshift(() => cloud.stop());
    signal.throwIfAborted();

    const dataset = chooseCities(await readAllCities(), options.items);
    phases.begin('loading the cities');
    screen.say(
      `Loading the ${countText(dataset.keys.length)} largest cities of the world into both regions.`,
    );
    const site = options.dataOnly ? undefined : await ShopSite.find();
    const service = await startService({
      cloud,
      dataset,
      clock,
      signal,
      ...(site === undefined ? {} : { describeMore: (file: string) => site.describe(ROOT, file) }),
      onConfigured: (file) => {
        screen.say(`The service's configuration: ${file}`);
      },
      onProgress: tellProgress(screen, dataset.keys.length),
    });
    const { topology, topologyFile, regions, clientOf, documentsOf, store, barriers } = service;

    const [worker, gateway] = await Promise.all([
      startReplicator({ cloud, topologyFile, clock, signal }),
      startGateway({ cloud, topologyFile, clock, signal }),
    ]);
    putAway.unshift(() => Promise.all([worker.stop(), gateway.stop()]).then(() => undefined));
    screen.say(`The links run in process ${String(worker.pid)}; what they do: ${worker.statusUrl}`);
    screen.say(`The gateway is DynamoDB for every other SDK: AWS_ENDPOINT_URL_DYNAMODB=${gateway.address}`);

    let shop: Shop | undefined;
    if (site !== undefined) {
      phases.begin('starting the servers');
      screen.say('Starting the servers of a shop as Linode instances, and HAProxy in front of them.');
      const visitsPerSecond = Math.max(1, options.ratePerSecond / VISITS_PART);
      const { seed } = options;
      const say = screen.say.bind(screen);
      shop = await openShop({
        cloud,
        topology,
        root: ROOT,
        clock,
        signal,
        say,
        site,
        elapsedMs,
        seed,
        visitsPerSecond,
      });
      putAway.unshift(shop.stop.bind(shop));
      screen.say(`The shop is open: ${shop.url.href}`);
    }

    const client = makeClient(topology);
    putAway.unshift(async () => {
      client.destroy();
    });
    const telemetry: Telemetry = {
      ...silentTelemetry,
      event: (name, facts = {}) => {
        const sentence = describeEvent(name, facts);
        if (sentence !== undefined) screen.say(sentence);
      },
    };
    const mover = startMover({ ...service, clock, telemetry });
    const operator = new Operator({
      cloud,
      mover,
      store,
      clock,
      elapsedMs,
      say: screen.say.bind(screen),
      signal,
    });
    void operator.reconcileMerging();
    const journal = new Journal(options.journalFile ?? join(cloud.directory, 'journal.jsonl'));
    const tellKept = async () => {
      const kept = await keepJournal(journal, options);
      if (kept !== undefined) screen.say(`The journal is kept: ${kept}`);
    };
    // Broken off, it is kept with all that was still being written when the workload was put away.
    putAway.unshift(async () => {
      await journal.close();
      if (broken) await tellKept();
    });
    screen.say(`Every write is written down in ${journal.file}`);

    const meter = new TrafficMeter();
    const boto3 = await Boto3Workload.launch({
      endpoint: gateway.address,
      journal,
      meter,
      ratePerSecond: options.ratePerSecond / BOTO3_PART,
      elapsedMs,
      signal,
    });
    putAway.unshift(() => boto3.end());
    const workload = new Workload({
      companion: boto3,
      client: client.documents,
      clock,
      elapsedMs,
      randomness: seededRandomness(options.seed),
      memory: new ItemMemory(dataset.contents),
      keys: dataset.keys,
      journal,
      meter,
      ratePerSecond: options.ratePerSecond,
      signal,
      lateLandingMs: topology.limits.maxRequestAgeMs,
    });
    putAway.unshift(() => workload.stop());
    const notes = {};
    const stage: Stage = {
      options,
      clock,
      signal,
      elapsedMs,
      screen,
      phases,
      scene: notes,
      operator,
      barriers,
      workload,
      journal,
      meter,
      shop,
      loaded: dataset.contents,
      regions,
      clientOf,
      documentsOf,
      stampAttribute: topology.stampAttribute,
      lateLandingMs: topology.limits.maxRequestAgeMs,
    };
    const view = keepView({
      screen,
      clock,
      elapsedMs,
      cloud,
      regions,
      store,
      linkStatuses: worker.statuses,
      phases,
      meter,
      journal,
      notes,
    });
    putAway.unshift(() => view.stop());

    const report = await runDrill(stage);
    screen.print(`\n${renderReport(report)}\n`);
    screen.say(`${boto3.summary}; they are in the account above.`);
    if (options.reportFile !== undefined) {
      await writeReport(options.reportFile, report);
      screen.say(`The report as JSON: ${options.reportFile}`);
    }
    if (report.faults.length > 0) await tellKept();
    if (!options.once) {
      phases.begin('the local cloud is yours');
      workload.setRate(LIGHT_RATE);
      workload.start();
      screen.print(
        `${writeInvitation({ ...invitationFacts(cloud, await stage.operator.writer()), topologyFile, journalFile: journal.file, workerStatusUrl: worker.statusUrl, gatewayAddress: gateway.address, shopUrl: shop?.url.href })}\n`,
      );
      const onInterrupt = () => process.emit('SIGINT');
      const lines = readTyped({ input: process.stdin, screen, onInterrupt, signal });
      await stayUp(stage, lines);
    }
    if (report.faults.length > 0) return EXIT.failed;
    return signal.reason instanceof Stopped ? signal.reason.exitCode : EXIT.passed;
  } catch (error) {
    if (error instanceof Stopped) return error.exitCode;
    if (signal.reason instanceof Stopped) return signal.reason.exitCode;
    broken = true;
    screen.say(messageOf(error));
    return EXIT.broken;
  } finally {
    end();
    for (const action of putAway) {
      await action().catch((error: unknown) => {
        screen.say(messageOf(error));
      });
    }
    screen.clear();
  }
}

function invitationFacts(cloud: LocalCloud, writer: string) {
  const roleOf = (name: string) =>
    name === cloud.witness.name ? 'witness' : name === writer ? 'writer' : 'standby';
  return {
    regions: cloud.regions.map(({ name, endpoint }) => ({ name, endpoint, role: roleOf(name) })),
    accessKey: ACCESS_KEY,
    ratePerSecond: LIGHT_RATE,
  };
}

/** A word at each quarter of the way. */
function tellProgress(screen: Screen, total: number): (done: number) => void {
  let told = 0;
  return (done) => {
    const quarters = Math.floor((4 * done) / total);
    if (quarters <= told || quarters >= 4) return;
    told = quarters;
    screen.say(`  ${countText(done)} of ${countText(total)}`);
  };
}

function messageOf(error: unknown): string {
  if (isUnderstudyError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
