# The table of functions (functions/functions.go). each_function reads its rows into fn.
# shellcheck shell=bash

only=         # the function of --function; empty: all
declare -A fn # the current row: ${fn[name]}, ${fn[memory]} and so on

# each_function COMMAND runs the command for each row, with fn set.
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
