import { escapeHtml } from './escape-html.ts';

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.45 system-ui, sans-serif; color: #1b1f24; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.verdict { display: inline-block; font-weight: 700; padding: .1rem .6rem; border: 2px solid; border-radius: .3rem; }
.passed { color: #116329; } .failed { color: #a40e26; } .stopped { color: #7d4e00; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #d0d7de; }
td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.unmet { font-weight: 700; color: #a40e26; }
svg { width: 100%; height: auto; }
svg text { font-size: 11px; fill: #1b1f24; }
.good { fill: #6aa3d5; } .bad { fill: #a40e26; } .fault { fill: #d4a72c; }
.axis { stroke: #57606a; } .route { stroke: #1b1f24; stroke-dasharray: 3 2; }
@media print { body { margin: 0; max-width: none; } tr, svg { break-inside: avoid; } * { print-color-adjust: exact; } }
`;

/** What a page shows. Texts are plain; `html` of a section is markup. */
export interface Page {
  readonly title: string;
  /** In capitals, beside the facts. */
  readonly verdict: string;
  /** How the verdict is coloured. */
  readonly tone: 'passed' | 'failed' | 'stopped';
  /** One line. */
  readonly facts: string;
  /** Paragraphs below it. */
  readonly about?: readonly string[];
  readonly sections: readonly { readonly title: string; readonly html: string }[];
}

/** One page without scripts, links to other files, or anything else to load. */
export function renderPage({ title, verdict, tone, facts, about = [], sections }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${verdict.toLowerCase()}: ${title}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p><span class="verdict ${tone}">${escapeHtml(verdict)}</span> ${escapeHtml(facts)}</p>
${about.map((text) => `<p>${escapeHtml(text)}</p>\n`).join('')}${sections
    .map((section) => `<h2>${escapeHtml(section.title)}</h2>\n${section.html}`)
    .join('\n')}
</body>
</html>
`;
}
