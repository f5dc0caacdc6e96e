#!/usr/bin/env bash
# Installs missing Debian packages: all packages of native/apt-packages.txt and tools/setup/apt-packages.txt,
# and the packages of the programs below that are not on the PATH. Without root, it prints the command to
# run and fails.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Programs that may be installed without apt, and their packages.
programs="java:openjdk-17-jre-headless mvn:maven cargo:cargo"

# missing prints the packages to install, one per line.
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

have dpkg-query || die "this is not Debian: install the equivalents of $(tr '\n' ' ' <"$root/native/apt-packages.txt")and set SKIP_PACKAGES=1"
wanted=$(mktemp) installed=$(mktemp)
trap 'rm -f "$wanted" "$installed"' EXIT
mapfile -t packages < <(missing | sort -u)
((${#packages[@]})) || exit 0

((EUID == 0)) || die "packages are missing; run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages[*]}"
say "installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
quietly apt-get -q update || die "apt-get update failed, see above"
quietly apt-get -q install -y --no-install-recommends "${packages[@]}" || die "apt-get install failed, see above"
