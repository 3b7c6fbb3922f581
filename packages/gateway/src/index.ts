export { GATEWAY_ERRORS, GatewayError, type GatewayErrorCode } from './errors.ts';
export {
  DEFAULT_LIMITS,
  DEFAULT_PORT,
  type GatewayLimits,
  type GatewayOptions,
  type TlsFiles,
} from './options.ts';
export { startGateway, type Gateway } from './start-gateway.ts';
export type { GatewayState } from './tell-state.ts';
export type { AccessKeys } from './verify-signature.ts';
