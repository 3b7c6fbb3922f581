export { localFiles } from './adapters/local-files.ts';
export { localTransport, type LocalTransportOptions } from './adapters/local-transport.ts';
export { sshTransport, type SshTransportOptions } from './adapters/ssh-transport.ts';
export { tcpTransport, type TcpAddress, type TcpTransportOptions } from './adapters/tcp-transport.ts';
export { HAPROXY_RUNTIME_ERRORS, HaproxyRuntimeError, type HaproxyRuntimeErrorCode } from './errors.ts';
export { HaproxyRuntime, type Applied, type ApplyOptions } from './haproxy-runtime.ts';
export { defaultRuntimeOptions, type HaproxyRuntimeOptions } from './options.ts';
export { planChanges, type Situation } from './plan-changes.ts';
export type {
  HaproxyFiles,
  HaproxyTransport,
  Plan,
  Processes,
  RunningServer,
  RunningState,
  ServerId,
  SocketName,
  Step,
  Worker,
} from './types.ts';
