#!/usr/bin/env bash
# Installs the Python programs that tools/bench measures ours beside into a virtual environment in
# the cache, named for what is pinned, and prints the path of its Python. At once where it is there.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

pinned=$root/tools/bench/requirements.txt
installed=$cache/bench/python-$(hash_of "$pinned")

# python_with_venv sees to it that there is a Python that can make virtual environments.
python_with_venv() {
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  if ((EUID != 0)) || ! have apt-get; then die "python3 with venv is missing: install python3-venv"; fi
  say "installing python3-venv"
  export DEBIAN_FRONTEND=noninteractive
  patiently apt-get -q update || die "apt-get update does not work, see above"
  patiently apt-get -q install -y --no-install-recommends python3-venv || die "python3-venv cannot be installed, see above"
}

install() {
  python_with_venv
  mkdir -p "$cache/bench"
  rm -rf "$installed" # what an interrupted set-up left; an environment cannot be moved
  python3 -m venv "$installed" || die "python3 cannot make a virtual environment in $cache"
  say "pip: installing the peers (400 MB, once)"
  patiently "$installed/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$pinned" ||
    die "pip could not install tools/bench/requirements.txt, see above"
  touch "$installed/ready"
}

mkdir -p "$cache/bench"
exec 9>"$cache/bench/.peers-lock"
flock 9
[[ -f $installed/ready ]] || install >&2
printf '%s\n' "$installed/bin/python"
