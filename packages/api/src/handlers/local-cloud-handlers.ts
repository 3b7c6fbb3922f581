import { ApiError } from '../errors.ts';
import type { LocalCloudDesk } from '../local-cloud/local-cloud-desk.ts';
import type { Handlers } from './handled-request.ts';

/** What is broken in the local cloud is not the service's: it is neither in its snapshot nor in its audit. */
export function localCloudHandlers(
  desk: LocalCloudDesk | undefined,
): Handlers<'localCloud' | 'breakLocalCloud'> {
  const requireDesk = (): LocalCloudDesk => {
    if (desk !== undefined) return desk;
    throw new ApiError('UND_API_NO_LOCAL_CLOUD', { what: 'The API was not started on a local cloud.' });
  };
  return {
    localCloud: ({ signal }) => requireDesk().read(signal),
    breakLocalCloud: ({ body }) => requireDesk().act(body),
  };
}
