# The table of functions (functions/functions.go), read a row at a time into fn.
# shellcheck shell=bash

only=         # a function's name: there is no other
declare -A fn # the row: ${fn[name]}, ${fn[memory]} and so on

# each_function COMMAND runs the command for every row, with fn set.
each_function() {
  local table columns values rows i row
  table=$(tool table)
  mapfile -t rows <<<"$table"
  IFS=$'\t' read -ra columns <<<"${rows[0]}"
  for row in "${rows[@]:1}"; do
    IFS=$'\t' read -ra values <<<"$row"
    for i in "${!columns[@]}"; do fn[${columns[i]}]=${values[i]}; done
    [[ -n $only && ${fn[name]} != "$only" ]] || "$@"
  done
}

function_name() { printf '%s\n' "${fn[name]}"; }
