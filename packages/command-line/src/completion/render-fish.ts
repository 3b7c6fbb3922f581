import { argumentCases, valueCases, type CompletionCase } from './completion-case.ts';
import type { CompletionNode } from './completion-tree.ts';

/** The script for fish 3 and later, with a description beside each word. */
export function renderFish(program: string, nodes: readonly CompletionNode[]): string {
  const name = `__${program}`;
  return `# fish completion of ${program}: ${program} completion fish | source

${renderTables(name, nodes)}
${renderOffer(name)}
complete -c ${program} -e
complete -c ${program} -f -a '(${name})'
`;
}

/** One function for each kind of word: what may follow at a place of the command line. */
function renderTables(name: string, nodes: readonly CompletionNode[]): string {
  return `function ${name}_words
    switch "$argv[1]"
${nodes
  .filter(({ words }) => words.length > 0)
  .map(
    ({ path, words }) =>
      `        case ${quote(path)}\n            printf '%s\\t%s\\n' ${words.map(({ word, does }) => `${word} ${quote(does)}`).join(' ')}`,
  )
  .join('\n')}
    end
end

function ${name}_flags
    switch "$argv[1]"
${nodes.map(({ path, options }) => `        case ${quote(path)}\n            printf '%s\\t%s\\n' ${options.flatMap(({ flags, does }) => flags.map((flag) => `${flag} ${quote(does)}`)).join(' ')}`).join('\n')}
    end
end

function ${name}_value
    switch "$argv[1]"
${valueCases(nodes).map(caseOf).join('\n')}
    end
end

function ${name}_argument
    switch "$argv[1]"
${argumentCases(nodes).map(caseOf).join('\n')}
    end
end
`;
}

/** The function that reads the line so far and offers what may follow. */
function renderOffer(name: string): string {
  return `function ${name}_offer
    switch "$argv[1]"
        case file
            __fish_complete_path "$argv[2]"
        case 'words *'
            string split ' ' (string replace 'words ' '' "$argv[1]")
    end
end

function ${name}
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l path ''
    set -l place 1
    set -l kind ''
    for word in $words[2..-1]
        if test -n "$kind"
            set kind ''
        else if string match -q -- '-*=*' $word
            continue
        else if string match -q -- '-*' $word
            set kind (${name}_value "$path:$word")
        else if contains -- $word (${name}_words "$path" | string replace -r '\\t.*' '')
            set path (string trim "$path $word")
        else
            set place (math $place + 1)
        end
    end
    if test -z "$kind"; and string match -q -- '--*=*' $current
        set -l parts (string split -m 1 = -- $current)
        for candidate in (${name}_offer (${name}_value "$path:$parts[1]") $parts[2])
            echo "$parts[1]=$candidate"
        end
    else if test -n "$kind"
        ${name}_offer "$kind" "$current"
    else if string match -q -- '-*' $current
        ${name}_flags "$path"
    else
        set -l argument (${name}_argument "$path:$place")
        test -n "$argument"; or set argument (${name}_argument "$path:*")
        if test -n "$argument"
            ${name}_offer "$argument" "$current"
        else
            ${name}_words "$path"
        end
    end
end
`;
}

function caseOf({ place, candidates }: CompletionCase): string {
  return `        case ${quote(place)}\n            echo ${quote(candidates)}`;
}

/** In fish, a star of a quoted case is a wildcard; no path here has one but the place of a variadic argument, which is asked for by it. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
