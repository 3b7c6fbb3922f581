import type { Account, Instance } from './account.ts';
import type { LinodeFaults } from './linode-faults.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { LinodeSpeeds, LinodeStatus } from './types.ts';

const UNTOUCHABLE: readonly LinodeStatus[] = [
  'provisioning',
  'booting',
  'rebooting',
  'shutting_down',
  'rebuilding',
  'deleting',
];

/** Takes instances from one state to the next, as the API's jobs do, each with its event. */
export class Lifecycle {
  readonly #account: Account;
  readonly #faults: LinodeFaults;
  readonly #speeds: LinodeSpeeds;
  readonly #ending = new AbortController();
  readonly #jobs = new Set<Promise<void>>();

  constructor(account: Account, faults: LinodeFaults, speeds: LinodeSpeeds) {
    this.#account = account;
    this.#faults = faults;
    this.#speeds = speeds;
  }

  /** No job goes on after this. */
  async stop(): Promise<void> {
    this.#ending.abort(new Error('the cloud ends'));
    await Promise.all(this.#jobs);
  }

  provision(instance: Instance, booted: boolean): void {
    const { record } = instance;
    const event = this.#account.addEvent(instance, 'linode_create', 'started');
    this.#start(async () => {
      if (this.#faults.strikeInstance('stuck-provisioning', record.region)) return;
      await this.#sleep(this.#speeds.provisionMs);
      if (!this.#is(instance, 'provisioning')) return;
      this.#account.endEvent(event, 'finished');
      if (booted) await this.#boot(instance, 'linode_boot', 'booting');
      else this.#account.setStatus(instance, 'offline');
    });
  }

  /** @throws ApiRefusal 400 Linode busy. */
  boot(instance: Instance): void {
    this.#demandIdle(instance);
    if (instance.record.status === 'running') throw new ApiRefusal(400, 'Linode is already running.');
    this.#start(() => this.#boot(instance, 'linode_boot', 'booting'));
  }

  /** @throws ApiRefusal 400 Linode busy. */
  reboot(instance: Instance): void {
    this.#demandIdle(instance);
    this.#start(async () => {
      this.#account.setStatus(instance, 'rebooting');
      instance.hung = false;
      await instance.machine.halt('kill');
      await this.#boot(instance, 'linode_reboot', 'rebooting');
    });
  }

  /** @throws ApiRefusal 400 Linode busy. */
  shutdown(instance: Instance): void {
    this.#demandIdle(instance);
    const event = this.#account.addEvent(instance, 'linode_shutdown', 'started');
    this.#account.setStatus(instance, 'shutting_down');
    this.#start(async () => {
      await instance.machine.halt(instance.hung ? 'kill' : 'stop');
      await this.#sleep(this.#speeds.shutdownMs);
      if (!this.#is(instance, 'shutting_down')) return;
      this.#account.endEvent(event, 'finished');
      this.#account.setStatus(instance, 'offline');
    });
  }

  /** @throws ApiRefusal 400 Linode busy. */
  rebuild(instance: Instance, image: string, userData: string, booted: boolean): void {
    this.#demandIdle(instance);
    const event = this.#account.addEvent(instance, 'linode_rebuild', 'started');
    this.#account.setStatus(instance, 'rebuilding');
    instance.record.image = image;
    instance.userData = userData;
    instance.record.has_user_data = userData !== '';
    instance.hung = false;
    this.#start(async () => {
      await instance.machine.wipe();
      await this.#sleep(this.#speeds.provisionMs);
      if (!this.#is(instance, 'rebuilding')) return;
      this.#account.endEvent(event, 'finished');
      if (booted) await this.#boot(instance, 'linode_boot', 'booting');
      else this.#account.setStatus(instance, 'offline');
    });
  }

  remove(instance: Instance): void {
    const event = this.#account.addEvent(instance, 'linode_delete', 'started');
    this.#account.setStatus(instance, 'deleting');
    this.#start(async () => {
      await instance.machine.wipe();
      await this.#sleep(this.#speeds.deleteMs);
      this.#account.endEvent(event, 'finished');
      const { instances } = this.#account;
      const at = instances.indexOf(instance);
      if (at >= 0) instances.splice(at, 1);
    });
  }

  async #boot(instance: Instance, action: string, status: 'booting' | 'rebooting'): Promise<void> {
    const event = this.#account.addEvent(instance, action, 'started');
    this.#account.setStatus(instance, status);
    await this.#sleep(this.#speeds.bootMs);
    if (!this.#is(instance, status)) return;
    if (this.#faults.strikeInstance('boot-failure', instance.record.region)) {
      this.#account.endEvent(event, 'failed');
      this.#account.setStatus(instance, 'offline');
      return;
    }
    this.#account.endEvent(event, 'finished');
    this.#account.setStatus(instance, 'running');
    // `running` does not mean that cloud-init has ended.
    this.#start(async () => {
      await instance.machine.boot(instance.userData);
      if (this.#account.outages.has(instance.record.region)) instance.machine.signal('SIGSTOP');
    });
  }

  #is(instance: Instance, status: LinodeStatus): boolean {
    return instance.record.status === status;
  }

  #demandIdle({ record }: Instance): void {
    if (UNTOUCHABLE.includes(record.status)) throw new ApiRefusal(400, 'Linode busy.');
  }

  #start(job: () => Promise<void>): void {
    const running = job().catch((error: unknown) => {
      if (!this.#ending.signal.aborted) throw error;
    });
    this.#jobs.add(running);
    void running.finally(() => this.#jobs.delete(running));
  }

  #sleep(ms: number): Promise<void> {
    return this.#account.clock.sleep(ms, this.#ending.signal);
  }
}
