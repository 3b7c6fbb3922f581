export { GENERATOR_ERRORS, GeneratorError, type GeneratorErrorCode } from './errors.ts';
export { generate } from './generate.ts';
export { npmWorkspace } from './adapters/npm-workspace.ts';
export { readRequest } from './read-request.ts';
export {
  LAYERS,
  PLANES,
  RUNTIMES,
  type ErrorRequest,
  type Layer,
  type PackageRequest,
  type Plane,
  type Request,
  type Runtime,
  type Workspace,
} from './types.ts';
