/** An alert that fires, as Prometheus or Alertmanager has it. */
export interface FiringAlert {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
}

const named = ({ labels }: Labelled): FiringAlert => ({ name: labels['alertname'] ?? '', labels });

/** What fires in Prometheus; none while it does not answer. */
export async function askPrometheus(url: string): Promise<readonly FiringAlert[]> {
  type Alert = Labelled & { readonly state: string };
  const data = await getJson<{ readonly data: { readonly alerts: readonly Alert[] } }>(
    `${url}/api/v1/alerts`,
  );
  return (data?.data.alerts ?? []).filter(({ state }) => state === 'firing').map(named);
}

/** The first sample of an expression; `undefined` without one. */
export async function queryPrometheus(url: string, expression: string): Promise<number | undefined> {
  interface Answer {
    readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  }
  const data = await getJson<Answer>(`${url}/api/v1/query?query=${encodeURIComponent(expression)}`);
  const [first] = data?.data.result ?? [];
  return first === undefined ? undefined : Number(first.value[1]);
}

/** What Alertmanager sends, without what it inhibits. */
export async function askAlertmanager(url: string): Promise<readonly FiringAlert[]> {
  const alerts = await getJson<readonly Labelled[]>(`${url}/api/v2/alerts?active=true&inhibited=false`);
  return (alerts ?? []).map(named);
}

async function getJson<T>(url: string): Promise<T | undefined> {
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
