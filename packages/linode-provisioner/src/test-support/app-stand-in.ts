import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LinodeCloud } from '@understudy/sandbox';

/**
 * Answers for the apps of all instances of a cloud, on one port of each one's own address: 200 while the instance runs,
 * its region is there, and no test made it sick. A process for each app would cost more than the program under test.
 */
export class AppStandIn {
  readonly #server: Server;
  /** Labels of instances whose app can not serve any more. */
  readonly sick = new Set<string>();
  /** Regions that are out. */
  readonly outages = new Set<string>();

  private constructor(cloud: LinodeCloud) {
    this.#server = createServer((request, response) => {
      const address = request.socket.localAddress;
      const found = cloud.instances.find((instance) => instance.address === address);
      const serves =
        found?.status === 'running' && !this.sick.has(found.label) && !this.outages.has(found.region);
      response.writeHead(serves ? 200 : 503).end();
    });
  }

  static async open(cloud: LinodeCloud): Promise<AppStandIn> {
    const standIn = new AppStandIn(cloud);
    // Instances come and go; what is not for 127.x.y.z finds no instance.
    standIn.#server.listen(0, '0.0.0.0');
    await once(standIn.#server, 'listening');
    return standIn;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
