#!/usr/bin/env bash
# Trains query encoders from nothing and compares them with the encoder of documents. Every step skips what exists, so a stopped
# training continues when it is started again with the same settings. README.md explains the steps.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
data=${SHOPFYP_DATA:-$root/../shared/data}
cache=${SHOPFYP_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/shopfyp}
work=${WORK:-$cache/train}
count=${COUNT:-106496}         # texts
layers=${LAYERS:-0,8,9,10,11}  # of the encoder, for the student
seeds=${SEEDS:-1 2 3}          # one student each
epochs=${EPOCHS:-1}
jobs=${JOBS:-$(nproc)}
model=$root/native/out/model/model.onnx
tokenizer=$root/native/out/model/tokenizer.json
data=$(realpath "$data")
mkdir -p "$work"
work=$(realpath "$work")
queries=$data/esci150/queries.csv

say() { printf 'train: %s\n' "$*" >&2; }
step() { (cd "$here" && nice -n 19 "$work/venv/bin/python" -m "distil.$1" "${@:2}"); }

install() {
  [[ -f $work/venv/installed && ! $here/requirements.txt -nt $work/venv/installed ]] && return
  say "installing the Python packages, about 3 GB"
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install -q -r "$here/requirements.txt"
  touch "$work/venv/installed"
}

# teach runs one teacher for each job and fails if one of them fails.
teach() {
  local pids=() i failed=0
  for ((i = 0; i < jobs; i++)); do
    step teacher --work "$work" --model "$model" --tokenizer "$tokenizer" --texts "$count" --part "$i/$jobs" &
    pids+=($!)
  done
  for i in "${pids[@]}"; do wait "$i" || failed=1; done
  return $failed
}

[[ -f $model && -f $tokenizer ]] || { say "no encoder: run make setup"; exit 1; }
install
"$here/fetch-weights.sh" "$work/model/bge-small-en-v1.5.onnx"
say "writing $count texts"
step generate --data "$data" --tokenizer "$tokenizer" --count "$count" --out "$work/texts.tsv"
say "computing the teacher's vectors"
teach
names=()
for seed in $seeds; do
  name=layers-${layers//,/-}-texts-$count-epochs-$epochs-seed-$seed
  say "training $name"
  step train --work "$work" --tokenizer "$tokenizer" --name "$name" --layers "$layers" --seed "$seed" --epochs "$epochs" --texts "$count"
  step export --work "$work" --tokenizer "$tokenizer" --name "$name"
  names+=("$name")
done
say "comparing latencies"
step latency --work "$work" --model "$model" --tokenizer "$tokenizer" --queries "$queries" --student "${names[@]}"
say "comparing rankings"
files=$(printf ",$work/students/%s/model.onnx" "${names[@]}")
cd "$root"
go build -o bin/ ./index-builder
exec go run ./tools/eval -data "$data" -query-models "${files#,}"
