import type { Dashboard, Panel } from './dashboards/dashboard.ts';

/** Grafana's grid has 24 columns. */
const COLUMNS = 24;
const SIZES = { stat: { w: 6, h: 4 }, timeseries: { w: 12, h: 8 } } as const;
const SOURCE = { type: 'prometheus', uid: '${source}' };

/** A dashboard as Grafana 9 and later import it: JSON, with a choice of the data source and of the service. */
export function renderDashboard({ title, slug, panels }: Dashboard): string {
  const places = placePanels(panels);
  const whole = {
    uid: `understudy-${slug}`,
    title: `Understudy: ${title}`,
    tags: ['understudy'],
    schemaVersion: 37,
    editable: true,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    links: [
      { type: 'dashboards', title: 'Understudy', tags: ['understudy'], asDropdown: false, keepTime: true },
    ],
    templating: {
      list: [
        { name: 'source', type: 'datasource', query: 'prometheus', label: 'Data source' },
        {
          name: 'service',
          type: 'query',
          label: 'Service',
          datasource: SOURCE,
          query: 'label_values(up{understudy_service!=""}, understudy_service)',
          includeAll: true,
          allValue: '.*',
          current: { text: 'All', value: '$__all' },
          refresh: 2,
        },
      ],
    },
    panels: panels.map((panel, at) => renderPanel(panel, at + 1, places[at])),
  };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Rows from the left, each as high as its highest panel. */
function placePanels(panels: readonly Panel[]): readonly Place[] {
  let [x, y, height] = [0, 0, 0];
  return panels.map(({ kind }) => {
    const { w, h } = SIZES[kind];
    if (x + w > COLUMNS) [x, y, height] = [0, y + height, 0];
    const place = { x, y, w, h };
    [x, height] = [x + w, Math.max(height, h)];
    return place;
  });
}

function renderPanel({ title, kind, unit, queries, redFrom }: Panel, id: number, gridPos: Place | undefined) {
  const steps = [
    { color: 'green', value: null },
    ...(redFrom === undefined ? [] : [{ color: 'red', value: redFrom }]),
  ];
  return {
    id,
    type: kind,
    title,
    datasource: SOURCE,
    gridPos,
    fieldConfig: { defaults: { unit, min: 0, thresholds: { mode: 'absolute', steps } }, overrides: [] },
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + at),
      datasource: SOURCE,
      expr,
      legendFormat: legend,
    })),
  };
}
