#!/usr/bin/env bash
# Installs the Debian packages that are missing: those of native/apt-packages.txt, of
# apt-packages.txt beside this file, and those of the programs below that are not on the PATH.
# As another user than root it says which command to run, and fails.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Programs that may well come from elsewhere than apt, and their packages.
programs="java:openjdk-17-jre-headless mvn:maven cargo:cargo"

# missing prints the packages to install, one a line.
missing() {
  local entry package
  for entry in $programs; do
    have "${entry%%:*}" || echo "${entry#*:}"
  done
  sed 's/#.*//' "$root/native/apt-packages.txt" "$root/tools/setup/apt-packages.txt" | grep . | sort -u >"$wanted"
  dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | sort -u >"$installed"
  while read -r package; do
    [[ " $programs " == *":$package "* ]] || echo "$package"
  done < <(comm -23 "$wanted" "$installed")
}

have dpkg-query || die "this is no Debian: install the like of $(tr '\n' ' ' <"$root/native/apt-packages.txt")and set SKIP_PACKAGES=1"
wanted=$(mktemp) installed=$(mktemp)
trap 'rm -f "$wanted" "$installed"' EXIT
mapfile -t packages < <(missing | sort -u)
((${#packages[@]})) || exit 0

((EUID == 0)) || die "packages are missing; run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages[*]}"
say "installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
patiently apt-get -q update || die "apt-get update does not work, see above"
patiently apt-get -q install -y --no-install-recommends "${packages[@]}" || die "apt-get install does not work, see above"
