# How Google's buildpack compiles the programs.
# shellcheck shell=bash

# go_flags TARGET prints GOFLAGS of a function or of the index builder. The first tag leaves out of Cloud Storage's client
# what only its gRPC transport needs; the Makefile has the same. The second adds the client of the search engine.
go_flags() {
  local tags=disable_grpc_modules
  ! uses_engine "$1" || tags+=,milvus
  printf -- '-tags=%s\n' "$tags"
}

# build_flags FUNCTION prints the flag that passes GOFLAGS to the function's build. gcloud divides a list at commas, unless
# the list names another character.
build_flags() { printf -- '--update-build-env-vars=^;^GOFLAGS=%s\n' "$(go_flags "$1")"; }
