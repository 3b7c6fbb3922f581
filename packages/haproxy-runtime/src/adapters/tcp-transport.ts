import { askSocket } from '../ask-socket.ts';
import type { HaproxyFiles, HaproxyTransport } from '../types.ts';

export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

export interface TcpTransportOptions {
  /** `host.statsAddress` of the rendered configuration. */
  readonly stats: TcpAddress;
  /** The master's socket, as given to `-S ipv4@10.0.0.2:9000`. */
  readonly master?: TcpAddress;
  /** Another way to the files, if there is one. */
  readonly files?: HaproxyFiles;
}

/** HAProxy over TCP on a private address. No one is asked who they are: never on an address that others reach. */
export function tcpTransport({ stats, master, files }: TcpTransportOptions): HaproxyTransport {
  return {
    ask: (socket, command, signal) => {
      const { host, port } = socket === 'stats' ? stats : (master ?? stats);
      return askSocket({ host, port }, command, signal);
    },
    ...(files === undefined ? {} : { files }),
    close: async () => {},
  };
}
