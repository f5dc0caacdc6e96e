# Common tasks. `make` alone lists all of them.
#
#   make dev                      run the whole shop on this machine
#   make dev HOSTING_PORT=5001    the same with a setting of `bin/dev -help`, in capitals
#   make dev INDEX=milvus         the same on a search engine instead of a snapshot
#   make test                     run everything that CI runs

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup build bin app dev rebuild import traffic lint unit race unraced native-checks web e2e shots test check eval bench bench-quick microbench vitals faults hostile fuzz soak train train-test asan audit native clean

# Tests that need the native libraries or the emulators fail without them, instead of skipping.
# CI requires Milvus Lite too; elsewhere its tests skip if Python cannot install it.
REQUIRED := REQUIRE_NATIVE=1 REQUIRE_EMULATORS=1 $(if $(CI),REQUIRE_MILVUS=1)
# Packages whose tests run without the race detector: the processes of deploy, into which it cannot see, the client of
# Milvus, which takes minutes to compile for it, and packages without goroutines, whose tests it makes two to five times slower.
UNRACED := ./deploy ./shared ./shared/engine/milvus ./shared/experiment/... ./shared/query ./shared/embed/wordpiece ./tools/eval/internal/offpolicy ./tools/import/importer ./tools/import/internal/...
# make lint runs go vet. go test would analyze every dependency again for each way of compiling it. Parallel tests wait
# for processes and timeouts rather than for a processor, so more of them run than there are processors.
GO_TEST := go test -vet=off -parallel=8
NATIVE_PACKAGES := ./shared/vector/faiss/... ./shared/embed/onnx/...
APP := frontend/dist/index.html
OURS = $(shell find . \( -name node_modules -o -path ./bin -o -path ./.git -o -path ./.dev \) -prune -o -type f -name '$(1)' -print)

# Build tags. disable_grpc_modules leaves out of Cloud Storage's client what only its gRPC transport needs, which the shop
# does not use: 147 packages and 20 MB of each program. deploy/lib/build.sh has the same tag.
TAGS := disable_grpc_modules
# Do not stamp versions: git may be missing, or may not trust this checkout.
export GOFLAGS := $(GOFLAGS) -buildvcs=false -tags=$(TAGS)

help: ## list the targets
	@sed -nE 's/^([a-z0-9-]+):[^#]*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: ## install, fetch and build missing dependencies
	@tools/setup/setup.sh

build: ## setup, and compile the programs and the app
	@tools/setup/setup.sh build

bin:
	@echo "compiling the programs (minutes the first time)"
	@go build -o bin/ ./tools/dev ./tools/dev/functions ./index-builder
	@if [[ -n "$(INDEX)$(CI)" ]]; then go build -tags milvus,$(TAGS) -o bin/milvus/ ./tools/dev/functions ./index-builder; fi

app: $(APP)

# The app that Hosting serves. `make web` checks its types and lints it.
$(APP): $(shell find frontend/src frontend/public frontend/scripts/preload-fonts.ts frontend/scripts/console.ts -type f) \
    frontend/index.html frontend/console.html frontend/vite.config.ts frontend/package-lock.json
	@echo "building the app"
	@cd frontend && npx vite build --logLevel warn

dev: ## run the whole shop on this machine, on emulators
	@FAISS_VARIANTS=host tools/setup/setup.sh build
	@exec bin/dev

rebuild: bin ## rebuild the running shop's index now
	@bin/dev rebuild

import: bin ## import products into the running shop: FILES="a.csv b.jsonl" FLAGS=""
	@env=$$(bin/dev env) && eval "$$env" && go run ./tools/import $(FLAGS) $(FILES)

traffic: ## send simulated shoppers to the running shop: FLAGS="-duration 1m -log events.jsonl"
	@go run ./tools/traffic $(FLAGS)

lint: ## check formatting, go vet and shell scripts
	@bad=$$(gofmt -l $(call OURS,*.go)); test -z "$$bad" || { echo "run gofmt -w on:" $$bad; exit 1; }
	@go vet ./... && go vet -tags milvus,$(TAGS) ./functions/internal/wire ./index-builder
	@if command -v shellcheck >/dev/null; then shellcheck -x -a -P SCRIPTDIR .ci/run train/*.sh tools/setup/*.sh tools/check/*.sh deploy/*.sh deploy/testdata/fake/gcloud; fi

unit: setup ## run the Go tests without the race detector
	$(REQUIRED) go run ./tools/withfirestore $(GO_TEST) ./...

race: setup ## run the Go tests under the race detector, except those of `make unraced`
	@packages=$$(go list ./... | grep -vxFf <(go list $(UNRACED) ./shared/vector/faiss ./e2e)) && \
	  $(REQUIRED) go run ./tools/withfirestore $(GO_TEST) -race $$packages
	$(REQUIRED) $(GO_TEST) -race -run '^TestIndex$$' ./shared/vector/faiss

unraced: setup ## run the Go tests of the packages that the race detector does not help
	$(REQUIRED) go run ./tools/withfirestore $(GO_TEST) -tags milvus,$(TAGS) $(UNRACED) ./index-builder

native-checks: setup ## run the tests of the C++ bridges with cgo's strictest checks
	$(REQUIRED) GOEXPERIMENT=cgocheck2 GOGC=1 $(GO_TEST) $(NATIVE_PACKAGES)

web: setup ## check the app: lint, types, component tests, build, size
	@cd frontend && npm run --silent check

e2e: build ## run the end-to-end tests, through the API and in a browser
	$(REQUIRED) E2E=1 go test -count=1 -timeout 40m -v ./e2e/...

shots: build ## take a screenshot of every page and state of the app, into frontend/shots
	$(REQUIRED) E2E=1 SHOTS=1 go test -count=1 -timeout 40m -v -run TestBrowser ./e2e/...

test: setup ## run every check, as CI does
	@tools/check/check.sh

check: test ## same as test

eval: build ## measure the quality of search and cards, and update docs/relevance.md
	@go run ./tools/eval -write docs/relevance.md

train: setup ## distill query encoders and compare them with the encoder of documents; hours. SEEDS="1 2 3" COUNT=106496
	@train/train.sh

train-test: ## test the training's generator and other parts that need only Python
	@cd train && python3 -m unittest discover -q -s tests -t .

vitals: build ## measure the app's web vitals on a mid-range phone, and update docs/benchmarks.md
	@cd frontend && npm run --silent vitals

bench: setup ## compare speed and size with peers and update docs/benchmarks.md; hours. FLAGS="-only index/100k"
	@go run ./tools/bench -write docs/benchmarks.md $(FLAGS)

bench-quick: setup ## a three-minute part of bench; warns if a ratio is worse than the recorded one
	@go run ./tools/bench -quick $(FLAGS)

microbench: setup ## run the Go benchmarks of all packages
	@go test -run '^$$' -bench . -benchmem ./...

faults: setup ## test with Firestore down for a minute per fault; make test uses a second
	$(REQUIRED) OUTAGE=1m go test -count=1 -v -run 'Firestore|Storm|Drain|DeletePending|DeleteThrough' ./functions

hostile: setup ## send 10,000 hostile requests to each API operation; make test sends 300
	HOSTILE=10000 go test -count=1 -v -run HostileRequests ./functions

fuzz: setup ## fuzz every decoder for FUZZTIME=60s; make test runs the seeds
	@tools/fuzz/fuzz.sh

soak: setup ## ten minutes of mixed load, rebuilds and snapshot swaps; CI runs twelve seconds
	@go run ./tools/soak

asan: setup ## test the FAISS bridge under address and undefined-behavior sanitizers; not part of CI
	@native/asan.sh

audit: ## look up known vulnerabilities; exits with 2 if the databases are unreachable
	@go build -o bin/audit ./tools/audit && bin/audit

native: ## build and fetch only the native libraries
	@native/build-faiss.sh
	@native/fetch-model.sh

clean: ## remove build outputs; keeps the cache and the shop's data (.dev)
	@rm -rf bin native/out coverage test-results
