import { streamsValidationException } from '../streams/streams-validation-exception.ts';

export const limitTooSmall = (): Error =>
  streamsValidationException(
    "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: " +
      'Member must have value greater than or equal to 1',
  );
