# Everything a person does here. `make` alone lists it.
#
#   make dev                      the whole shop on this machine
#   make dev HOSTING_PORT=5001    any setting of `bin/dev -help`, in capitals
#   make test                     everything that CI runs

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help setup build dev rebuild import lint unit race native-checks web e2e shots test check eval bench bench-quick microbench vitals faults hostile fuzz soak asan audit native clean

# Tests of the native libraries and of the emulators must run, not skip.
REQUIRED := REQUIRE_NATIVE=1 REQUIRE_EMULATORS=1
NATIVE_PACKAGES := ./shared/vector/faiss/... ./shared/embed/onnx/...
APP := frontend/dist/index.html
OURS = $(shell find . \( -name node_modules -o -path ./bin -o -path ./.git -o -path ./.dev \) -prune -o -type f -name '$(1)' -print)

# Builds do not ask git for a version: there may be no git, or a checkout that it distrusts.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

help: ## list what can be made
	@sed -nE 's/^([a-z0-9-]+):[^#]*## (.*)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: ## install, fetch and build what is missing; at once where nothing is
	@tools/setup/setup.sh

build: $(APP) ## compile the programs into bin/, and the app
	@go build -o bin/ ./tools/dev ./tools/dev/functions ./index-builder

# What Hosting serves. Types and lint are the business of web.
$(APP): $(shell find frontend/src frontend/public frontend/scripts/preload-fonts.ts -type f) \
    frontend/index.html frontend/vite.config.ts frontend/package-lock.json
	@cd frontend && npx vite build --logLevel warn

dev: setup build ## run the whole shop here, on emulators
	@exec bin/dev

rebuild: build ## have the running shop rebuild its index now
	@bin/dev rebuild

import: build ## FILES="a.csv b.jsonl" FLAGS="": import products into the running shop
	@env=$$(bin/dev env) && eval "$$env" && go run ./tools/import $(FLAGS) $(FILES)

lint: ## formatting, vet, shell scripts
	@bad=$$(gofmt -l $(call OURS,*.go)); test -z "$$bad" || { echo "run gofmt -w on:" $$bad; exit 1; }
	@go vet ./...
	@if command -v shellcheck >/dev/null; then shellcheck -x -a -P SCRIPTDIR .ci/run tools/setup/*.sh deploy/*.sh deploy/testdata/fake/gcloud; fi

unit: setup ## the Go tests
	$(REQUIRED) go test ./...

race: setup ## the Go tests, under the race detector
	$(REQUIRED) go test -race ./...

native-checks: setup ## what crosses into C++, with the runtime's strictest checks
	$(REQUIRED) GOEXPERIMENT=cgocheck2 GOGC=1 go test $(NATIVE_PACKAGES)

web: setup ## the app: lint, types, component tests, build, size
	@cd frontend && npm run --silent check

e2e: setup build ## a shopper's way through the whole shop, from outside and in a browser
	$(REQUIRED) E2E=1 go test -count=1 -timeout 40m -v ./e2e/...

shots: setup build ## pictures of every page and state of the app, into frontend/shots
	$(REQUIRED) E2E=1 SHOTS=1 go test -count=1 -timeout 40m -v -run TestBrowser ./e2e/...

test: setup lint build unit race native-checks web e2e ## everything, as CI runs it

check: test ## the same as test

eval: setup build ## measure the quality of search and of the card, and write it into docs/relevance.md
	@go run ./tools/eval -write docs/relevance.md

vitals: setup build ## measure the app as a mid-range phone shows it; into docs/benchmarks.md
	@cd frontend && npm run --silent vitals

bench: setup ## compare speed and size with peers and update docs/benchmarks.md; hours. FLAGS="-only index -size 100k"
	@go run ./tools/bench -write docs/benchmarks.md $(FLAGS)

bench-quick: setup ## a three-minute part of bench; warns if a ratio is worse than the recorded one
	@go run ./tools/bench -quick $(FLAGS)

microbench: setup ## run the Go benchmarks of all packages
	@go test -run '^$$' -bench . -benchmem ./...

faults: setup ## Firestore away for a minute of each kind; CI does a second
	$(REQUIRED) OUTAGE=1m go test -count=1 -v -run 'Firestore|Storm|Drain|Removed' ./functions

hostile: setup ## 10,000 hostile requests to each operation of openapi.yaml; CI makes 500
	HOSTILE=10000 go test -count=1 -v -run HostileRequests ./functions

fuzz: setup ## fuzz every decoder for FUZZTIME=60s; CI runs the seeds
	@tools/fuzz/fuzz.sh

soak: setup ## ten minutes of mixed load, rebuilds and snapshot swaps; CI runs twelve seconds
	@go run ./tools/soak

asan: setup ## the bridge under the address and undefined-behaviour sanitizers; minutes, no part of CI
	@native/asan.sh

audit: ## ask the databases of known vulnerabilities; 2: they cannot be reached
	@go build -o bin/audit ./tools/audit && bin/audit

native: ## build and fetch the native libraries alone
	@native/build-faiss.sh
	@native/fetch-model.sh

clean: ## remove what was built here; the cache and the shop's data (.dev) stay
	@rm -rf bin native/out coverage test-results
