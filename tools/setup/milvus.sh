#!/usr/bin/env bash
# Installs Milvus Lite, a search engine for one machine, and prints the path of its program.
#
#   milvus.sh      install it if it is missing
#   milvus.sh -q   the same, but print nothing
#   milvus.sh -n   only print the path; exit with 1 if it is not installed
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

pinned=$root/tools/setup/milvus-requirements.txt
folder=$(python_folder milvus "$pinned")
if [[ ${1:-} == -n ]]; then
  [[ -f $folder/ready ]] || exit 1
else
  folder=$(python_environment milvus "Milvus Lite (460 MB, once)" "$pinned")
fi
[[ ${1:-} == -q ]] || printf '%s\n' "$folder/bin/milvus-lite"
