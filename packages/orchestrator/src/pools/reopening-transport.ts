import { isUnderstudyError } from '@understudy/core';
import type { HaproxyFiles, HaproxyTransport } from '@understudy/haproxy-runtime';

/** A way to a HAProxy that is opened when it is first used, and again after it was lost. */
export function reopeningTransport(open: () => Promise<HaproxyTransport>): HaproxyTransport {
  let opened: Promise<HaproxyTransport> | undefined;
  const use = async <T>(action: (transport: HaproxyTransport) => Promise<T>): Promise<T> => {
    opened ??= open();
    const current = opened;
    try {
      return await action(await current);
    } catch (error) {
      if (isLost(error) && opened === current) {
        opened = undefined;
        void current.then((transport) => transport.close()).catch(() => undefined);
      }
      throw error;
    }
  };
  const files: HaproxyFiles = {
    read: (path) => use((transport) => filesOf(transport).read(path)),
    write: (path, text) => use((transport) => filesOf(transport).write(path, text)),
    run: (program, args) => use((transport) => filesOf(transport).run(program, args)),
  };
  return {
    ask: (socket, command, signal) => use((transport) => transport.ask(socket, command, signal)),
    files,
    close: async () => {
      await opened?.then((transport) => transport.close()).catch(() => undefined);
    },
  };
}

function isLost(error: unknown): boolean {
  return (
    isUnderstudyError(error, 'UND_HAPROXY_RUNTIME_UNREACHABLE') ||
    isUnderstudyError(error, 'UND_HAPROXY_RUNTIME_PROGRAM_MISSING')
  );
}

function filesOf({ files }: HaproxyTransport): HaproxyFiles {
  if (files === undefined) throw new TypeError('This way to a HAProxy reaches its files.');
  return files;
}
