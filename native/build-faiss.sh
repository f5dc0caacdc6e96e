#!/usr/bin/env bash
# Builds libshopfyp_faiss_avx2.so and libshopfyp_faiss_avx512.so, and links them into native/out/lib. Each contains
# FAISS, our bridge to it (bridge/) and all their dependencies except glibc and libgomp. libgomp is in the same folder.
# The results are in the cache, in a folder named by a hash of the inputs: a second run only makes the links.
# After a change of the bridge, a build takes 15 seconds. FAISS itself is built once (faiss-static.sh).
#
#   FAISS_VARIANTS=host   builds only the library that this CPU uses
set -euo pipefail

native=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$native/versions.env"
cache=$(realpath -m "${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}")/faiss
bridge=$native/bridge
header=$native/../shared/vector/faiss # bridge.h is in the Go package that includes it

die() { echo "faiss: $*" >&2; exit 1; }

variants="avx2 avx512"
if [[ ${FAISS_VARIANTS:-} == host ]]; then
  if grep -qw avx512vl /proc/cpuinfo; then variants=avx512; else variants=avx2; fi
fi

newest_glibc=2.36 # of Debian 12; the libraries must run with it

key() {
  { cat "$native/build-faiss.sh" "$native/faiss-static.sh" "$native/CMakeLists.txt" "$header/bridge.h" "$bridge"/*
    echo "$FAISS_VERSION $FAISS_CRATE_VERSION $FAISS_CRATE_SHA256"; } | sha256sum | cut -c1-12
}

flags_avx2="-mavx2 -mfma -mf16c -mpopcnt" # FAISS's own flags, because its headers depend on them
flags_avx512="$flags_avx2 -mavx512f -mavx512cd -mavx512vl -mavx512dq -mavx512bw"

# link_variant NAME STATIC OUT builds one library.
link_variant() {
  local flags=flags_$1 library=$3/libshopfyp_faiss_$1.so
  echo "faiss: linking $(basename "$library")" >&2
  # GCC 12 warns of uninitialized variables in its own AVX-512 headers.
  # shellcheck disable=SC2086 # flags are words
  g++ -std=c++17 -O2 -g0 -Wall -Wextra -Wno-uninitialized -Wno-maybe-uninitialized -fPIC -fopenmp -ffile-prefix-map="$native/"= -ffile-prefix-map="$2/include/"= ${!flags} \
    -I"$header" -isystem "$2/include" -shared -o "$library" "$bridge"/*.cpp "$2/libfaiss_$1.a" \
    -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL -Wl,--version-script="$bridge/exports.map" \
    -Wl,--gc-sections -Wl,-s -Wl,--no-undefined -Wl,-rpath,'$ORIGIN'
  check_needs "$library"
}

# check_needs LIBRARY fails if LIBRARY depends on anything but libgomp and glibc $newest_glibc or older.
check_needs() {
  local needed symbol
  needed=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
    grep -vxE 'libm\.so\.6|libc\.so\.6|libgomp\.so\.1|ld-linux-x86-64\.so\.2' || true)
  [[ -z $needed ]] || die "$1 needs $needed"
  symbol=$(readelf -V "$1" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1)
  [[ $(printf '%s\n' "$symbol" "GLIBC_$newest_glibc" | sort -V | tail -1) == "GLIBC_$newest_glibc" ]] ||
    die "$1 needs $symbol, newer than GLIBC_$newest_glibc"
}

# build OUT builds all libraries in a temporary folder and renames the folder to OUT at the end. Call it in a subshell.
build() {
  local static variant
  # shellcheck disable=SC2086 # variants are words
  static=$("$native/faiss-static.sh" $variants)
  staged=$(mktemp -d "$cache/.staged.XXXXXX")
  trap 'rm -rf "$staged"' EXIT
  mkdir "$staged/lib"
  for variant in $variants; do
    link_variant "$variant" "$static" "$staged/lib"
  done
  cp -L "$(g++ -print-file-name=libgomp.so.1)" "$staged/lib"
  chmod 755 "$staged"
  mv -T "$staged" "$1" 2>/dev/null || [[ -d $1 ]] # another build may have finished first
}

out=$cache/$FAISS_VERSION-$(key) # holds all variants
[[ -d $out || $variants == *" "* ]] || out+=-$variants
[[ -d $out ]] || (build "$out")
mkdir -p "$native/out/lib"
for library in "$out"/lib/*; do
  ln -sfn "$library" "$native/out/lib/$(basename "$library")"
done
