import type { Check, CheckFacts } from './types.ts';

export interface RouteFacts extends Pick<CheckFacts, 'route' | 'service' | 'file'> {
  /** The endpoints of the control store. */
  readonly witnesses: readonly { readonly name: string }[];
}

/** Whether the control store has a route of the service. Pure. */
export function assessRoute({ witnesses, route, service, file }: RouteFacts): Check {
  const subject = { topic: 'route', where: witnesses.map(({ name }) => name).join(', ') } as const;
  if (route === undefined) {
    return {
      ...subject,
      outcome: 'missing',
      code: 'UND_ROUTE_NOT_FOUND',
      what: `The control store has no route for the service ${service}.`,
      remedy: `Run \`understudy setup -f ${file}\`, which writes the first one.`,
    };
  }
  if ('code' in route) return { ...subject, outcome: 'failed', ...route };
  return { ...subject, outcome: 'passed', what: route.what };
}
