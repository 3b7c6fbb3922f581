import {
  silentTelemetry,
  systemClock,
  systemRandomness,
  type Clock,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import type { PoolSpec } from '@understudy/topology';
import { httpProbe } from './adapters/http-probe.ts';
import { awaitReturn } from './await-return.ts';
import { isHealthy } from './await-serving.ts';
import { regionsOf } from './choose-regions.ts';
import type { Context } from './context.ts';
import { ensurePool, type PoolReport } from './ensure-pool.ts';
import { ensureRecords } from './ensure-records.ts';
import { LinodeProvisionerError } from './errors.ts';
import { parseInstanceLabel, type InstanceName } from './instance-label.ts';
import { serviceTag } from './instance-tags.ts';
import { settleOptions, type ProvisionerOptions } from './options.ts';
import { planOrphans, type Step } from './plan-pool.ts';
import { planReplacement, wasThere } from './plan-replacement.ts';
import { preparePool, type PreparedPool } from './prepare-pool.ts';
import { planService } from './plan-service.ts';
import type { PoolPlan, ServicePlan } from './print-plan.ts';
import { awaitGone, removeInstance } from './remove-instance.ts';
import { rebootInstance } from './reboot-instance.ts';
import { rebuildInstance } from './rebuild-instance.ts';
import { restartService, wayToRestart } from './restart-service.ts';
import { replaceInstance } from './replace-instance.ts';
import type { HealthProbe, LinodeApi, LinodeInstance, PoolHooks, RemoteShell, StatsSeries } from './types.ts';

export interface ProvisionerParts {
  readonly service: string;
  readonly pools: readonly PoolSpec[];
  readonly api: LinodeApi;
  /** Needed by `restartService` alone. */
  readonly shell?: RemoteShell;
  /** Default: over HTTP. */
  readonly probe?: HealthProbe;
  readonly hooks?: PoolHooks;
  readonly options?: ProvisionerOptions;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly telemetry?: Telemetry;
}

/** An instance as it is now. */
export interface ObservedInstance extends LinodeInstance {
  readonly place: InstanceName;
  /** Whether its app says that it can serve. */
  readonly healthy: boolean;
}

/** Makes the pools of a service exist as they are declared, and repairs instances of them. */
export class Provisioner {
  readonly #pools: readonly PoolSpec[];
  readonly #context: Context;
  readonly #shell: RemoteShell | undefined;

  /** @throws LinodeProvisionerError UND_LINODE_PROVISIONER_OPTIONS_INVALID */
  constructor(parts: ProvisionerParts) {
    this.#pools = parts.pools;
    this.#shell = parts.shell;
    this.#context = {
      service: parts.service,
      api: parts.api,
      clock: parts.clock ?? systemClock(),
      randomness: parts.randomness ?? systemRandomness,
      telemetry: parts.telemetry ?? silentTelemetry,
      probe: parts.probe ?? httpProbe,
      hooks: parts.hooks ?? {},
      options: settleOptions(parts.options),
    };
  }

  /** What `apply` would do now. Changes nothing. @throws what preparePool refuses, and the errors of calls */
  async plan(): Promise<ServicePlan> {
    const prepared: PreparedPool[] = [];
    for (const pool of this.#pools) prepared.push(await preparePool(this.#context.api, pool));
    return planService(this.#context.service, prepared, await this.#all());
  }

  /** Brings every pool to what is declared, then the records, then removes orphans. All pools are checked first. */
  async apply(): Promise<readonly PoolReport[]> {
    const prepared: PreparedPool[] = [];
    for (const pool of this.#pools) prepared.push(await preparePool(this.#context.api, pool));
    const reports: PoolReport[] = [];
    for (const each of prepared) reports.push(await this.#ensure(each));
    await this.sweep();
    return reports;
  }

  /**
   * Brings one pool to what is declared, in every way: what is missing is made, what is wrong is replaced by one that
   * serves before the other leaves, what is too many leaves. May be ended anywhere and begun again.
   * @param pool its name, or a declaration to use instead of the topology's (another count, say)
   * @throws LinodeProvisionerError _POOL_UNKNOWN, what preparePool refuses, _INSTANCE_FAILED, _NO_REGION, _NOT_GONE, those of calls
   */
  async ensure(pool: string | PoolSpec): Promise<PoolReport> {
    const spec = typeof pool === 'string' ? this.#pool(pool) : pool;
    return this.#ensure(await preparePool(this.#context.api, spec));
  }

  /** What `ensure` would do now. Changes nothing. @throws as `ensure` does before it changes anything */
  async planPool(pool: string): Promise<PoolPlan> {
    const prepared = await preparePool(this.#context.api, this.#pool(pool));
    const [plan] = planService(this.#context.service, [prepared], await this.#all()).pools;
    if (plan === undefined) throw new RangeError('One pool has one plan.');
    return plan;
  }

  /** What `sweep` would remove now. */
  async planSweep(): Promise<readonly Step[]> {
    return planOrphans(this.#context.service, this.#pools, await this.#all()).steps;
  }

  /** Removes what carries the service's tag and a label of ours, but belongs to no declared pool. Gives their labels. */
  async sweep(): Promise<readonly string[]> {
    const { steps, going } = planOrphans(this.#context.service, this.#pools, await this.#all());
    const removed: string[] = [];
    for (const step of steps) {
      if (step.kind !== 'remove') continue;
      const { instance, because } = step;
      const pool = parseInstanceLabel(this.#context.service, instance.label)?.pool ?? '';
      await removeInstance(this.#context, pool, instance, because);
      removed.push(instance.label);
    }
    for (const instance of going) await awaitGone(this.#context, instance);
    return removed;
  }

  /** The instances of a pool, or of all, that are there now, and whether each one's app can serve. */
  async observe(pool?: string): Promise<readonly ObservedInstance[]> {
    const { service } = this.#context;
    const pools = pool === undefined ? this.#pools : [this.#pool(pool)];
    const found = (await this.#all()).flatMap((instance) => {
      const place = parseInstanceLabel(service, instance.label);
      const spec = pools.find(({ name }) => name === place?.pool);
      return place === undefined || spec === undefined ? [] : [{ instance, place, spec }];
    });
    return Promise.all(
      found.map(async ({ instance, place, spec }) => {
        const healthy =
          instance.status === 'running' && (await isHealthy(this.#context, spec.health, instance));
        return { ...instance, place, healthy };
      }),
    );
  }

  /**
   * Puts another instance into the place of this one: the new one serves before the old one leaves. May be ended anywhere
   * and begun again: where a later one is in its place already, in the region where one is named, it is not replaced once
   * more, but awaited, and what was before it removed; so also where the named one is gone. The pool's records follow.
   * @param label of an instance that is there, or that had a successor which is there; refused before anything is changed
   *   otherwise, also where the slot is empty: `ensure` fills those
   * @param to in this region of the pool's, instead of the first that can
   * @returns the one that serves in its place
   * @throws LinodeProvisionerError _INSTANCE_UNKNOWN, _REGION_UNDECLARED, and as `ensure` does
   */
  async replace(label: string, to: { readonly region?: string } = {}): Promise<LinodeInstance> {
    const { place, pool, prepared } = await this.#prepareReplacement(label, to);
    const fresh = await replaceInstance(this.#context, prepared, { place, ...to }, await this.#all());
    const there = (await this.#all()).filter(
      ({ label, status }) =>
        parseInstanceLabel(this.#context.service, label)?.pool === pool.name && status !== 'deleting',
    );
    await this.#ensureRecords(pool, there);
    return fresh;
  }

  /** What `replace` would do now, and where a new one would go. @throws as `replace` does before it changes anything */
  async planReplace(
    label: string,
    to: { readonly region?: string } = {},
  ): Promise<{ readonly region: string; readonly steps: readonly Step[] }> {
    const { place, prepared } = await this.#prepareReplacement(label, to);
    const steps = planReplacement(this.#context.service, prepared, { place, ...to }, await this.#all());
    return { region: to.region ?? prepared.choice.fit[0].region, steps };
  }

  async #prepareReplacement(label: string, to: { readonly region?: string }) {
    const instances = await this.#all();
    const place = parseInstanceLabel(this.#context.service, label);
    if (place === undefined || !wasThere(this.#context.service, place, instances))
      throw unknownInstance(label, instances);
    const pool = this.#pool(place.pool);
    if (to.region !== undefined && !regionsOf(pool).includes(to.region)) {
      throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_REGION_UNDECLARED', {
        what: `Pool ${pool.name} does not name the region ${to.region}; it names ${regionsOf(pool).join(', ')}.`,
        details: { pool: pool.name, region: to.region },
      });
    }
    return { place, pool, prepared: await preparePool(this.#context.api, pool) };
  }

  /**
   * The instance as `reboot`, `rebuild` or `restartService` would find it. Changes nothing.
   * @throws LinodeProvisionerError _INSTANCE_UNKNOWN; for a rebuild, what preparePool refuses
   */
  async find(label: string, change: 'reboot' | 'rebuild' | 'restart'): Promise<LinodeInstance> {
    const { instance, pool } = await this.#find(label);
    if (change === 'rebuild') await preparePool(this.#context.api, pool);
    if (change === 'restart') wayToRestart(this.#shell, pool, instance);
    return instance;
  }

  /** Takes it out of service, reboots it, and waits until it serves again. @throws _INSTANCE_UNKNOWN, _INSTANCE_FAILED */
  async reboot(label: string): Promise<LinodeInstance> {
    const { instance, pool } = await this.#find(label);
    return rebootInstance(this.#context, pool, instance);
  }

  /** The same machine and address with a new disk and what is declared now. @throws _INSTANCE_UNKNOWN, _INSTANCE_FAILED */
  async rebuild(label: string): Promise<LinodeInstance> {
    const { instance, pool } = await this.#find(label);
    return rebuildInstance(this.#context, await preparePool(this.#context.api, pool), instance);
  }

  /** Restarts the app's service over ssh, and waits until it serves again. @throws _REMOTE_COMMAND_FAILED, _INSTANCE_FAILED */
  async restartService(label: string): Promise<LinodeInstance> {
    const { instance, pool } = await this.#find(label);
    return restartService(this.#context, this.#shell, pool, instance);
  }

  /**
   * Waits until it serves, and lets it join; boots it where it is off, and changes nothing else. For what ended between a
   * command and its effect. @throws _INSTANCE_UNKNOWN, _INSTANCE_FAILED
   */
  async rejoin(label: string): Promise<LinodeInstance> {
    const { instance, pool } = await this.#find(label);
    return awaitReturn(this.#context, pool, instance);
  }

  /** What Linode measured of an instance: five-minute averages, for charts and not for decisions. */
  async stats(label: string): Promise<readonly StatsSeries[]> {
    const { instance } = await this.#find(label);
    return this.#context.api.readStats(instance.id);
  }

  async #ensure(prepared: PreparedPool): Promise<PoolReport> {
    const report = await ensurePool(this.#context, prepared);
    const changed = await this.#ensureRecords(prepared.pool, report.instances);
    return { ...report, changes: report.changes + changed };
  }

  /** The pool's records become those of the instances; how many were changed. */
  async #ensureRecords({ dns }: PoolSpec, instances: readonly LinodeInstance[]): Promise<number> {
    if (dns === undefined) return 0;
    const addresses = instances.flatMap((instance) => instance.addresses.slice(0, 1));
    return ensureRecords(this.#context.api, dns, addresses);
  }

  #all(): Promise<readonly LinodeInstance[]> {
    return this.#context.api.listInstances(serviceTag(this.#context.service));
  }

  #pool(name: string): PoolSpec {
    const found = this.#pools.find((pool) => pool.name === name);
    if (found !== undefined) return found;
    const names = this.#pools.map((pool) => pool.name);
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_POOL_UNKNOWN', {
      what: `There is no pool ${name}; there are ${names.join(', ') || 'none'}.`,
      details: { pool: name, pools: names },
    });
  }

  async #find(label: string): Promise<{ instance: LinodeInstance; pool: PoolSpec }> {
    const instances = await this.#all();
    const instance = instances.find((each) => each.label === label);
    const place = parseInstanceLabel(this.#context.service, label);
    if (instance === undefined || place === undefined) throw unknownInstance(label, instances);
    return { instance, pool: this.#pool(place.pool) };
  }
}

function unknownInstance(label: string, instances: readonly LinodeInstance[]): LinodeProvisionerError {
  const labels = instances.map((each) => each.label);
  return new LinodeProvisionerError('UND_LINODE_PROVISIONER_INSTANCE_UNKNOWN', {
    what: `There is no instance ${label}; there are ${labels.join(', ') || 'none'}.`,
    details: { label, labels },
  });
}
