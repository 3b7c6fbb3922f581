import { isUnderstudyError } from '@understudy/core';

export function plain(_name: string, value: unknown): unknown {
  return isUnderstudyError(value) ? value.code : value;
}
