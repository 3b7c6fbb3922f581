export { temporaryWorkspace, type Ran, type TemporaryWorkspace } from './temporary-workspace.ts';
