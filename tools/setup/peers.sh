#!/usr/bin/env bash
# Installs the dependencies of the Python programs that tools/bench compares with. They go into a virtual
# environment in the cache, named after the hash of requirements.txt. Prints the path of its Python.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

pinned=$root/tools/bench/requirements.txt
installed=$cache/bench/python-$(hash_of "$pinned")

# python_with_venv installs python3-venv if it is missing.
python_with_venv() {
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  if ((EUID != 0)) || ! have apt-get; then die "python3 with venv is missing: install python3-venv"; fi
  say "installing python3-venv"
  export DEBIAN_FRONTEND=noninteractive
  quietly apt-get -q update || die "apt-get update failed, see above"
  quietly apt-get -q install -y --no-install-recommends python3-venv || die "apt-get install failed, see above"
}

install() {
  python_with_venv
  mkdir -p "$cache/bench"
  rm -rf "$installed" # from an interrupted setup; an environment cannot be built elsewhere and moved
  python3 -m venv "$installed" || die "python3 cannot create a virtual environment in $cache"
  say "pip: installing the peers (400 MB, once)"
  quietly "$installed/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$pinned" ||
    die "pip could not install tools/bench/requirements.txt, see above"
  touch "$installed/ready"
}

mkdir -p "$cache/bench"
exec 9>"$cache/bench/.peers-lock"
flock 9
[[ -f $installed/ready ]] || install >&2
printf '%s\n' "$installed/bin/python"
