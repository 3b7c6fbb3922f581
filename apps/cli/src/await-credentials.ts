import type { OpenedService } from '@understudy/service';

/**
 * Has keys before anything with a short time limit is asked: where the STS of one region is silent, the next one answers only after a
 * second, and the control store would seem to be away. Never throws: what is asked afterwards says what is wrong.
 */
export async function awaitCredentials({ credentials }: Pick<OpenedService, 'credentials'>): Promise<void> {
  try {
    await credentials.keys();
  } catch {
    // Told by the requests that need them, each with its place.
  }
}
