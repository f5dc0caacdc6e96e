#!/usr/bin/env bash
# Builds the bridge with AddressSanitizer and UndefinedBehaviorSanitizer in the cache, and runs the tests of
# shared/vector/faiss with it, including the conformance suite and the tests of damaged files. FAISS itself is not
# instrumented, but its heap memory is checked. This takes minutes, so CI does not run it.
# Alignment checks are off: FAISS's files have unaligned floats, which the supported CPUs can read.
set -euo pipefail

native=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$native/.."
static=$(native/faiss-static.sh)
out=$(realpath -m "${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}")/faiss/asan
mkdir -p "$out/lib"

flags_avx2="-mavx2 -mfma -mf16c -mpopcnt"
flags_avx512="$flags_avx2 -mavx512f -mavx512cd -mavx512vl -mavx512dq -mavx512bw"
for variant in avx2 avx512; do
  flags=flags_$variant
  echo "asan: building the bridge for $variant" >&2
  # shellcheck disable=SC2086 # flags are words
  g++ -std=c++17 -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize=alignment -fno-sanitize-recover=all -w -fPIC -fopenmp ${!flags} \
    -Ishared/vector/faiss -isystem "$static/include" -shared -o "$out/lib/libshopfyp_faiss_$variant.so" \
    native/bridge/*.cpp "$static/libfaiss_$variant.a" -Wl,--exclude-libs,ALL -Wl,--version-script=native/bridge/exports.map -Wl,--gc-sections
done

go test -c -o "$out/faiss.test" ./shared/vector/faiss
# Skip slow tests, and tests that measure memory: the sanitizer uses memory itself.
cd shared/vector/faiss
# The sanitizer cannot see pointers in Go memory, so TestIndexDoesNotLeak checks leaks. Go handles segmentation faults.
NATIVE_DIR=$out LD_PRELOAD="$(g++ -print-file-name=libasan.so) $(g++ -print-file-name=libubsan.so)" \
  ASAN_OPTIONS=detect_leaks=0:handle_segv=0:allow_user_segv_handler=1:quarantine_size_mb=16:allocator_may_return_null=1 \
  "$out/faiss.test" -test.count=1 -test.skip 'DoesNotLeak|IsMapped|IsUnmapped|Allocat|FullDisk|InParallel' "$@"
