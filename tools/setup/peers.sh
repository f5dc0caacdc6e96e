#!/usr/bin/env bash
# Installs the dependencies of the Python programs that tools/bench compares with. Prints the path of its Python.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

environment=$(python_environment bench "the peers (400 MB, once)" "$root/tools/bench/requirements.txt")
printf '%s\n' "$environment/bin/python"
