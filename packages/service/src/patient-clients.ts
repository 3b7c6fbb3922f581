import type { OpenServiceOptions } from './options.ts';

/** Longer than an application waits for a write: a description of a table takes seconds in a region that is busy. */
const TIMEOUT_MS = 5_000;

/** How clients are configured that set a service up or look through it, while a person waits for what is found. */
export const PATIENT_CLIENTS: Pick<OpenServiceOptions, 'data' | 'control'> = {
  data: { timeoutMs: TIMEOUT_MS },
  control: { timeoutMs: TIMEOUT_MS },
};
