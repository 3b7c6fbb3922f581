import { waitFor } from '@understudy/core';
import { pauseMs, type Context } from './context.ts';
import { LinodeProvisionerError } from './errors.ts';
import { serviceTag } from './instance-tags.ts';
import type { CreateInstance, LinodeInstance } from './types.ts';

/**
 * Makes an instance, or finds it where a call before made it: condition of the create call: no instance has the label.
 * A run that loses that race, against another run or against its own lost answer, takes what it finds under the label.
 * @throws LinodeProvisionerError _CALL_REFUSED (also where a foreign instance has the label), _CALL_FAILED
 */
export async function createInstance(context: Context, request: CreateInstance): Promise<LinodeInstance> {
  const { api, clock, service, telemetry, options } = context;
  const { label } = request;
  let because = '';
  for (let attempt = 1; attempt <= options.attempts; attempt += 1) {
    const created = await api.createInstance(request);
    if (created.kind === 'made') {
      telemetry.event('instance.created', { label, region: request.region, type: request.type });
      return created.instance;
    }
    because =
      created.kind === 'taken' ? 'the label is taken, and nothing is found under it' : created.because;
    const limitMs = created.kind === 'taken' ? options.goneLimitMs : options.lookLimitMs;
    const looked = await waitFor(() => lookUp(context, label, created.kind), {
      clock,
      everyMs: pauseMs(context),
      limitMs,
    });
    if (!looked.met || looked.value === 'free') continue;
    const found = looked.value;
    if (found.tags.includes(serviceTag(service))) {
      telemetry.event('instance.found', { label, because });
      return found;
    }
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_CALL_REFUSED', {
      what: `The label ${label} belongs to an instance that is not of the service ${service}.`,
      details: { label, id: found.id },
    });
  }
  throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_CALL_FAILED', {
    what: `Linode does not create ${label}: ${because}.`,
    details: { call: 'create an instance', label, reason: because },
  });
}

/** What is under the label; one that is being deleted still has it, and is waited for. */
async function lookUp(
  { api }: Context,
  label: string,
  outcome: 'taken' | 'unclear',
): Promise<LinodeInstance | 'free' | undefined> {
  const found = await api.findInstance(label);
  if (found === undefined) return outcome === 'taken' ? 'free' : undefined;
  return found.status === 'deleting' ? undefined : found;
}
