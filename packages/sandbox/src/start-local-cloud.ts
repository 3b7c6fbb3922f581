import { runRegion } from './dynamodb/run-region.ts';
import { SandboxError } from './errors.ts';
import { serveNames, type NameServer } from './names/name-server.ts';
import { lookupAmong } from './proxy/name-address.ts';
import { checkNames, resolveOptions, type LocalCloudOptions, type StartRegionOptions } from './options.ts';
import { openWorkspace } from './process/open-workspace.ts';
import type { LocalCloud, LocalRegion } from './types.ts';

/**
 * Starts the regions side by side. Nothing of them outlives this process, however it ends.
 * @throws SandboxError UND_SANDBOX_OPTION_INVALID, UND_SANDBOX_PLATFORM_UNSUPPORTED, UND_SANDBOX_JAVA_MISSING,
 *   UND_SANDBOX_JAVA_TOO_OLD, UND_SANDBOX_JAR_MISSING, UND_SANDBOX_PORT_TAKEN, UND_SANDBOX_START_FAILED,
 *   UND_SANDBOX_START_TIMED_OUT; nothing is left running then
 */
export function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  return openLocalCloud(options);
}

/** The same, with servers that a keeper lends where it is named. */
export async function openLocalCloud(options: LocalCloudOptions, keeper?: string): Promise<LocalCloud> {
  const settings = { ...resolveOptions(options), keeper };
  const names = options.witness === undefined ? options.regions : [...options.regions, options.witness];
  checkNames(names);
  const workspace = await openWorkspace(settings.storage);
  const outcomes = await Promise.allSettled(
    names.map((name) => runRegion({ name, settings, workspace, listen: options.listen?.[name] })),
  );
  const running = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const regions = running.map((each) => each.region);
  let serving: Promise<NameServer> | undefined;
  const stop = async () => {
    try {
      await Promise.all([...regions.map((region) => region.stop()), serving?.then((names) => names.close())]);
    } finally {
      await workspace.close();
    }
  };
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }

  const region = (name: string): LocalRegion => {
    const found = regions.find((each) => each.name === name);
    if (found !== undefined) return found;
    throw new SandboxError('UND_SANDBOX_REGION_UNKNOWN', {
      what: `there is no region ${name}; there are ${names.join(', ')}.`,
      details: { region: name, regions: names },
    });
  };
  let stopping: Promise<void> | undefined;
  const cloud: LocalCloud = {
    directory: workspace.directory,
    launch: ({ command, args, cwd = workspace.directory, env = process.env }) =>
      workspace.launch({ command, args, cwd, env }),
    regions,
    region,
    lookup: lookupAmong(running.map(({ endpoint }) => endpoint.name)),
    serveNames: () => (serving ??= serveNames(running.map(({ endpoint }) => endpoint.name))),
    get servesNames() {
      return serving !== undefined;
    },
    get witness() {
      return region(options.witness ?? 'for a witness');
    },
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => cloud.stop(),
  };
  return cloud;
}

/** Starts one region alone; `stop()` leaves nothing of it. @throws as `startLocalCloud` does */
export function startRegion(name: string, options: StartRegionOptions = {}): Promise<LocalRegion> {
  return openRegion(name, options);
}

/** The same, with a server that a keeper lends where it is named. */
export async function openRegion(
  name: string,
  options: StartRegionOptions,
  keeper?: string,
): Promise<LocalRegion> {
  const settings = { ...resolveOptions(options), keeper };
  checkNames([name]);
  const workspace = await openWorkspace(settings.storage);
  try {
    const { region } = await runRegion({
      name,
      settings,
      workspace,
      listen: options.listen,
      afterStop: () => workspace.close(),
    });
    return region;
  } catch (error) {
    await workspace.close();
    throw error;
  }
}
