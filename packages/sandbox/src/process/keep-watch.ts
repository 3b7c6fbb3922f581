import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * What the watchdog runs. It reads `+PID` and `-PID` lines from its owner's pipe; when the pipe closes,
 * however the owner ended, it kills the process group of every PID still held and removes the directory.
 * The directory may still be written to while the killed die, so removing is tried again.
 */
const SCRIPT = `
trap '' HUP INT QUIT TERM PIPE
printf 'watching\\n'
held=' '
while IFS= read -r line; do
  pid=\${line#?}
  case $line in
    +*) held="$held$pid " ;;
    -*) case $held in *" $pid "*) held="\${held%%" $pid "*} \${held#*" $pid "}" ;; esac ;;
  esac
done
for pid in $held; do kill -9 "-$pid" 2>/dev/null; done
tries=0
while [ -e "$1" ] && [ "$tries" -lt 200 ]; do
  rm -rf -- "$1" 2>/dev/null
  [ -e "$1" ] && sleep 0.05
  tries=$((tries + 1))
done
`;

/** A small separate process that outlives its owner just long enough to clean up after it. */
export interface Watchdog {
  readonly pid: number;
  readonly directory: string;
  /** From now on the process group of `pid` dies with the owner. Resolves once the watchdog's pipe has it. */
  hold(pid: number): Promise<void>;
  /** The process of `pid` has ended: another process may have its number soon. */
  release(pid: number): void;
  /** Closes the pipe and waits until the watchdog has killed what it holds, removed the directory and ended. */
  close(): Promise<void>;
}

/**
 * Starts the watchdog of `directory`. It is in a separate session, so that Ctrl-C in the owner's terminal
 * does not reach it, and needs nothing but the pipe: no signal handler, no exit hook in the owner.
 */
export async function keepWatch(directory: string): Promise<Watchdog> {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'understudy-watchdog', directory], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  await once(child, 'spawn');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  // If the watchdog itself is killed, the next start's sweep cleans up.
  child.stdin.on('error', () => undefined);
  const write = (line: string) =>
    new Promise<void>((resolve) => {
      child.stdin.write(line, () => {
        resolve();
      });
    });
  return {
    pid: child.pid ?? 0,
    directory,
    hold: (pid) => write(`+${pid}\n`),
    release: (pid) => {
      void write(`-${pid}\n`);
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
