import { findFreePort } from '@understudy/sandbox';
import { describePools, type ServerFacts } from './describe-pools.ts';

const FRONT_ADDRESS = '127.0.0.1';

/** Where a shop will be: the topology describes it before it is opened. */
export class ShopSite {
  /** The checkout: where the programs of the servers are. */
  readonly root: string;
  readonly #front: ServerFacts['front'];

  private constructor(root: string, front: ServerFacts['front']) {
    this.root = root;
    this.#front = front;
  }

  static async find(root: string): Promise<ShopSite> {
    const [port, adminPort] = [await findFreePort(), await findFreePort()];
    return new ShopSite(root, { address: FRONT_ADDRESS, port, adminPort });
  }

  /** The servers' part of the topology. @param topologyFile the path of the topology that it becomes a part of */
  describe(topologyFile: string): string {
    return describePools({ root: this.root, topologyFile, front: this.#front });
  }

  get url(): URL {
    return new URL(`http://${this.#front.address}:${String(this.#front.port)}`);
  }
}
