/** Shell completion scripts. They contain all words, so that completion does not run the program. */
import type { Completed, CompletedCommand, CompletedFlag, Offer } from "./completion.ts";

/** For bash 3.2 or newer: macOS has 3.2. */
export function bashScript(completed: Completed): string {
  return `# bash completion for ratio-audit: source this file in ~/.bashrc
${offers(completed)}
_ratio_audit() {
  local offered="" flags="" files="" line current="\${COMP_WORDS[COMP_CWORD]}" last=1
  # bash takes --format=json for three words.
  [ "$current" = "=" ] && current="" last=0
  _ratio_audit_offers "\${COMP_WORDS[@]:1:COMP_CWORD-last}"
  case "$current" in -*) offered="$flags" files="" ;; esac
  COMPREPLY=()
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
    compgen -W "$offered" -- "$current"
    [ -n "$files" ] && compgen -f -- "$current"
  )
  [ -n "$files" ] && compopt -o filenames 2>/dev/null
  return 0
}
complete -F _ratio_audit ratio-audit
`;
}

export function zshScript(completed: Completed): string {
  return `#compdef ratio-audit
# zsh completion for ratio-audit: keep this file as _ratio-audit in a folder of your fpath, or source it after compinit
${offers(completed)}
_ratio_audit() {
  local offered="" flags="" files="" current="\${words[CURRENT]}"
  local -a before
  before=("\${(@)words[2,CURRENT-1]}")
  if [[ "$current" == --*=* ]]; then
    before+=("\${current%%=*}")
    current="\${current#*=}"
    compset -P '*='
  fi
  # What follows the = of --report sarif=FILE is a file.
  if [[ "$current" == *=* && "\${before[-1]}" == (${reports(completed)}) ]]; then
    compset -P '*='
    _files
    return
  fi
  _ratio_audit_offers "\${before[@]}"
  if [[ "$current" == -* ]]; then
    compadd -- \${=flags}
  else
    compadd -- \${=offered}
    [[ -n "$files" ]] && _files
  fi
}
if [[ "\${funcstack[1]}" == "_ratio-audit" ]]; then _ratio_audit "$@"; else compdef _ratio_audit ratio-audit; fi
`;
}

/** A pattern for the options whose values are a word and a file. */
function reports({ main }: Completed): string {
  return withValue(main.flags)
    .flatMap(({ names, value }) => (value.words.some((word) => word.endsWith("=")) ? names : []))
    .join("|");
}

/** A function for bash and zsh that sets \`offered\`, \`flags\` and \`files\` to the possible next words. */
function offers({ main, commands }: Completed): string {
  const all = [main, ...commands];
  const waiting = all.flatMap(({ name, flags }) => withValue(flags).flatMap(({ names }) => names.map((flag) => `"${name} ${flag}"`)));
  return `_ratio_audit_offers() {
  local called="" waiting="" within="" word
  for word in "$@"; do
    if [ "$word" = "=" ]; then [ -z "$waiting" ] && within="yes"; continue; fi
    if [ -n "$within" ]; then within=""; continue; fi
    if [ -n "$waiting" ]; then waiting=""; continue; fi
    case "$called $word" in
      ${waiting.join("|")}) waiting="$word" ;;
      *" -"?*) ;;
      ${commands.map(({ name }) => `" ${name}"`).join("|")}) called="$word" ;;
      " "*) called="check" ;;
    esac
  done
  # What follows the = of --report sarif=FILE is a file.
  if [ -n "$within" ]; then files="yes"; return; fi
  case "$called $waiting" in
${all.flatMap((command) => cases(command, command === main ? commands.map(({ name }) => name) : [])).join("\n")}
  esac
}`;
}

/** The cases of a command: the words after it, and after each of its options with a value. */
function cases({ name, words, files, flags }: CompletedCommand, more: readonly string[]): string[] {
  const values = withValue(flags).map(({ names, value }) => {
    return `    ${names.map((flag) => `"${name} ${flag}"`).join("|")}) ${set(value)} ;;`;
  });
  const names = flags.flatMap((flag) => flag.names).join(" ");
  return [...values, `    "${name} ") ${set({ words: [...more, ...words], files })} flags="${names}" ;;`];
}

function set({ words, files }: Offer): string {
  return `offered="${words.join(" ")}" files="${files ? "yes" : ""}"`;
}

/** The options with a value. */
function withValue(flags: readonly CompletedFlag[]): (CompletedFlag & { readonly value: Offer })[] {
  return flags.flatMap((flag) => (flag.value === null ? [] : [{ ...flag, value: flag.value }]));
}

export function fishScript({ main, commands }: Completed): string {
  const waiting = withValue(main.flags).flatMap(({ names }) => names);
  return `# fish completion for ratio-audit: save this file as ~/.config/fish/completions/ratio-audit.fish
function __ratio_audit_called
    set -l called none
    set -l waiting
    for word in (commandline -opc)[2..]
        if set -q waiting[1]
            set waiting
        else if contains -- $word ${waiting.join(" ")}
            set waiting $word
        else if not string match -q -- "-*" $word
            set called check
            contains -- $word ${commands.map(({ name }) => name).join(" ")}; and set called $word
            break
        end
    end
    test $called = $argv[1]
end
${commands.map(({ name, summary }) => `${fishCalled(main)} -a ${name} -d ${fishText(summary)}`).join("\n")}
${[main, ...commands].flatMap(fishCommand).join("\n")}
`;
}

function fishCommand(command: CompletedCommand): string[] {
  const { words, files, flags } = command;
  const start = fishCalled(command);
  return [
    ...(files ? [] : [`${start} -f`]),
    ...(words.length > 0 ? [`${start} -a "${words.join(" ")}"`] : []),
    ...flags.map((flag) => `${start} ${fishFlag(flag)}`),
  ];
}

/** The start of a completion line for a command. */
function fishCalled({ name }: CompletedCommand): string {
  return `complete -c ratio-audit -n "__ratio_audit_called ${name || "none"}"`;
}

/** An option: `-x` if only known words may follow, `-rF` if files may too. */
function fishFlag({ names, summary, value }: CompletedFlag): string {
  const flags = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const takes = value === null ? [] : [value.files ? "-rF" : "-x"];
  const words = value === null || value.words.length === 0 ? [] : [`-a "${value.words.join(" ")}"`];
  return [...flags, ...takes, ...words, `-d ${fishText(summary)}`].join(" ");
}

function fishText(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
