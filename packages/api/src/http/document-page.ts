import { errorsOf, ERROR_STATUS, type RouteSpec } from '@understudy/api-contract';

const TITLES: Readonly<Record<RouteSpec['tag'], string>> = {
  state: 'State',
  history: 'History',
  orders: 'Orders',
  records: 'Records',
  access: 'Access',
  balancers: 'Checks for balancers',
  operation: 'Operation',
  'local cloud': 'The local cloud',
};

/** The document as a page without a script: every route, who may ask, its errors, and a request to copy. Pure. */
export function documentPage(routes: Readonly<Record<string, RouteSpec>>): string {
  const entries = Object.entries(routes);
  const sections = Object.entries(TITLES).map(([tag, title]) => {
    const own = entries.filter(([, route]) => route.tag === tag);
    return `<section><h2>${title}</h2>${own.map(([id, route]) => article(id, route)).join('\n')}</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Understudy: the API</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/docs/style.css"></head>
<body><main><h1>Understudy: the API</h1>
<p>The schemas are in <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>. Errors are JSON with a code, what happened and what to do.</p>
${sections.join('\n')}
</main></body></html>
`;
}

function article(id: string, route: RouteSpec): string {
  const { method, path, summary, description, role } = route;
  const errors = errorsOf(route).map((code) => `${String(ERROR_STATUS[code])} ${code}`);
  return `<article id="${id}"><h3><code>${method} ${escapeText(path)}</code></h3>
<p>${escapeText(summary)}</p>${description === undefined ? '' : `<p>${escapeText(description)}</p>`}
<p>${role === 'none' ? 'Without a token.' : `Role: ${role}.`}</p>
<pre>${escapeText(requestOf(route))}</pre>
<details><summary>Errors</summary><p>${errors.join('<br>')}</p></details></article>`;
}

function requestOf({ method, path, role, keyed, example, body, answer }: RouteSpec): string {
  const { params = {}, query } = example ?? {};
  const filled = Object.entries(params).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    path,
  );
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return [
    `curl ${answer === 'events' ? '-N ' : ''}${method === 'GET' ? '' : `-X ${method} `}'http://127.0.0.1:9470${filled}${search}'`,
    ...(role === 'none' ? [] : [`  -H "Authorization: Bearer $TOKEN"`]),
    ...(keyed === true ? [`  -H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(body === undefined
      ? []
      : [`  -H 'Content-Type: application/json' -d '${JSON.stringify(example?.body ?? {})}'`]),
  ].join(' \\\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export const DOCUMENT_STYLE = `
:root { color-scheme: light dark; }
body { font: 14px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h3 { margin: 2rem 0 0; font-size: 1rem; }
pre { overflow-x: auto; padding: .5rem; border: 1px solid; border-radius: 6px; }
@media print { details > * { display: block; } }
`;
