import { askSocket } from '../ask-socket.ts';
import type { HaproxyTransport } from '../types.ts';
import { localFiles } from './local-files.ts';

export interface LocalTransportOptions {
  /** Path of the runtime socket. */
  readonly stats: string;
  /** Path of the master's socket, as given to `-S`. */
  readonly master: string;
}

/** HAProxy on this machine, over its unix sockets. */
export function localTransport({ stats, master }: LocalTransportOptions): HaproxyTransport {
  const paths = { stats, master };
  return {
    ask: (socket, command, signal) => askSocket({ path: paths[socket] }, command, signal),
    files: localFiles(),
    close: async () => {},
  };
}
