/** Completions for bash, zsh and fish, from the table of commands. */
import {
  commandNames,
  commandTable,
  globalOptions,
  type CommandName,
} from '../../electron/cli/command-table.ts';
import { cliCommandTexts } from '../../electron/core/texts/cli/command.ts';

const unitsLine =
  "systemctl --user list-unit-files --no-legend --no-pager 2>/dev/null | cut -d ' ' -f 1";

const takes = (operand: 'UNIT' | 'FILE'): CommandName[] =>
  commandNames.filter((name) => commandTable[name].operand.includes(operand));
const withJson = commandNames.filter((name) => commandTable[name].takesJson);

/** readline cuts words at `@` and `:`, and reads what is inserted as the shell does. */
export const bashCompletion = (): string => `# bash completion for hearth
_hearth() {
  local last=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]}
  local line=\${COMP_LINE:0:COMP_POINT} kept= each cut
  local word=\${line##*[[:space:]]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W '${[...commandNames, ...globalOptions].join(' ')}' -- "$last")
    return
  fi
  case $word in
    -*)
      case $command in
        ${withJson.join(' | ')}) mapfile -t COMPREPLY < <(compgen -W '--json' -- "$last") ;;
      esac
      ;;
    *)
      case $command in
        ${takes('UNIT').join(' | ')})
          for each in @ :; do
            cut=\${word%"\${word##*"$each"}"}
            [[ $COMP_WORDBREAKS == *"$each"* && \${#cut} -gt \${#kept} ]] && kept=$cut
          done
          while read -r each; do
            printf -v each %q "$each"
            [[ $each == "$word"* ]] && COMPREPLY+=("\${each#"$kept"}")
          done < <(${unitsLine})
          ;;
        ${takes('FILE').join(' | ')})
          compopt -o filenames 2>/dev/null
          mapfile -t COMPREPLY < <(compgen -f -- "$last")
          ;;
      esac
      ;;
  esac
}
complete -F _hearth hearth
`;

const zshQuoted = (text: string): string =>
  `'${text.replaceAll("'", "'\\''").replaceAll(':', '\\:')}'`;

export const zshCompletion = (): string => `#compdef hearth
_hearth() {
  local -a commands options units
  commands=(
${commandNames.map((name) => `    ${zshQuoted(`${name}\u0000${cliCommandTexts.commands[name]}`).replace('\u0000', ':')}`).join('\n')}
  )
  options=(${globalOptions.join(' ')})
  if (( CURRENT == 2 )); then
    _describe command commands
    compadd -- $options
    return
  fi
  if [[ $words[CURRENT] == -* ]]; then
    case $words[2] in
      ${withJson.join('|')}) compadd -- --json ;;
    esac
    return
  fi
  case $words[2] in
    ${takes('UNIT').join('|')})
      units=(\${(f)"$(${unitsLine})"})
      compadd -a units
      ;;
    ${takes('FILE').join('|')}) _files ;;
  esac
}
_hearth "$@"
`;

const fishQuoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

export const fishCompletion = (): string =>
  [
    '# fish completion for hearth',
    'complete -c hearth -f',
    ...globalOptions.map(
      (option) =>
        `complete -c hearth -n __fish_use_subcommand -l ${option.slice(2)} -d ${fishQuoted(cliCommandTexts.options[option])}`,
    ),
    ...commandNames.map(
      (name) =>
        `complete -c hearth -n __fish_use_subcommand -a ${name} -d ${fishQuoted(cliCommandTexts.commands[name])}`,
    ),
    `complete -c hearth -n '__fish_seen_subcommand_from ${withJson.join(' ')}' -l json -d ${fishQuoted(cliCommandTexts.options['--json'])}`,
    `complete -c hearth -n '__fish_seen_subcommand_from ${takes('UNIT').join(' ')}' -a "(${unitsLine})"`,
    `complete -c hearth -n '__fish_seen_subcommand_from ${takes('FILE').join(' ')}' -F`,
    '',
  ].join('\n');
