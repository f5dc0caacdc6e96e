#!/usr/bin/env bash
# Builds FAISS as static libraries, one per variant (default: avx2 avx512), and prints their folder:
#   libfaiss_avx2.a  libfaiss_avx512.a  include/faiss/**.h  LICENSE
# The folder is in the cache, and its name contains a hash of the inputs. Only missing variants are built.
# An interrupted build resumes. Progress goes to stderr.
set -euo pipefail

native=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$native/versions.env"
cache=$(realpath -m "${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}")/faiss

die() { echo "faiss: $*" >&2; exit 1; }

# fetch_source DIR downloads the crate with cargo, compares its checksum with the pinned one, and moves FAISS's source
# to DIR.
fetch_source() {
  [[ -d $1 ]] && return
  local project=$work/cargo crate
  rm -rf "$project" && mkdir -p "$project/src"
  : >"$project/src/lib.rs"
  printf '[package]\nname = "faiss-source"\nversion = "0.0.0"\nedition = "2021"\n\n[dependencies]\nfaiss-sys = "=%s"\n' \
    "$FAISS_CRATE_VERSION" >"$project/Cargo.toml"
  (cd "$project" && cargo vendor --quiet --versioned-dirs vendor >/dev/null)
  crate=$project/vendor/faiss-sys-$FAISS_CRATE_VERSION
  # cargo has verified the download against this checksum. Here it is compared with ours.
  grep -q "\"package\":\"$FAISS_CRATE_SHA256\"" "$crate/.cargo-checksum.json" ||
    die "faiss-sys $FAISS_CRATE_VERSION is not the crate pinned in versions.env"
  mv "$crate/faiss" "$1"
}

# compile SOURCE BUILD VARIANT... builds variants.
compile() {
  cmake -S "$native" -B "$2" -G Ninja -DCMAKE_BUILD_TYPE=Release -DFAISS_SOURCE="$1" >"$work/cmake.log" 2>&1 ||
    { cat "$work/cmake.log" >&2; exit 1; }
  cmake --build "$2" --target "${@:3}" >&2
}

# collect SOURCE BUILD OUT moves the headers, the license and then the libraries to OUT.
collect() {
  local staged=$work/staged
  rm -rf "$staged" && mkdir -p "$staged/include" "$3"
  (cd "$1" && find faiss -name '*.h' ! -path '*/gpu*' ! -path '*/python/*' -exec cp --parents {} "$staged/include" \;)
  cp "$1/LICENSE" "$3"
  [[ -d $3/include ]] || mv -T "$staged/include" "$3/include"
  mv "$2"/libfaiss_*.a "$3"
}

# key prints a hash of the inputs: the pins, CMakeLists.txt and the three functions above.
key() {
  { declare -f fetch_source compile collect
    grep -v '^ *#' "$native/CMakeLists.txt"
    echo "$FAISS_VERSION $FAISS_CRATE_VERSION $FAISS_CRATE_SHA256"; } | sha256sum | cut -c1-12
}

check_tools() {
  [[ $(uname -sm) == "Linux x86_64" ]] || die "the libraries are for Linux on x86-64, this is $(uname -sm)"
  packages="apt-get install $(tr '\n' ' ' <"$native/apt-packages.txt")"
  local tool
  for tool in cargo cmake g++ ninja; do
    command -v $tool >/dev/null || die "$tool is not on the PATH: $packages"
  done
}

# missing prints the targets of the variants that are not built yet.
missing() {
  local variant
  for variant in "${variants[@]}"; do
    [[ -f $out/libfaiss_$variant.a ]] || echo "faiss_$variant"
  done
}

variants=("$@")
((${#variants[@]})) || variants=(avx2 avx512)
out=$cache/static-$FAISS_VERSION-$(key)
if [[ -n $(missing) ]]; then
  check_tools
  work=$out.work
  mkdir -p "$work"
  exec 9>"$work/lock" && flock 9 # one build at a time; a second one waits for the first and uses its result
  mapfile -t targets < <(missing)
  if ((${#targets[@]})); then
    echo "faiss: building $FAISS_VERSION, ${targets[*]} (a minute or two, once)" >&2
    fetch_source "$work/source"
    compile "$work/source" "$work/build" "${targets[@]}"
    collect "$work/source" "$work/build" "$out"
    rm -rf "$work"
  fi
fi
echo "$out"
