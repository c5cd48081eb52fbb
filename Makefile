# The commands of Vordruck. `make help` lists them. The work is done by the scripts in .ci, which also run by themselves.

CARGO_TARGET_DIR ?= target
BINARY := $(CARGO_TARGET_DIR)/release/vordruck

.PHONY: help run build image web setup check test bench a11y release format

help: ## what there is
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: build ## sets the machine up, builds everything and starts the demo
	$(BINARY) demo $(DEMO)

build: ## target/release/vordruck, with the web apps inside
	@.ci/setup build
	@# 3: the first load is too large. `make test` fails for that; it is no reason not to run.
	@.ci/build-web || [ $$? -eq 3 ]
	cargo build --release --locked -p vordruck

image: build ## target/image/vordruck.tar, for container engines: an OCI image of target/release/vordruck, as a file
	@.ci/setup image
	@.ci/image

web: ## the web apps alone, in target/site
	@.ci/build-web

setup: ## what building and testing need, on a bare machine
	@.ci/setup test

check: ## what is quick: format, lints, unit tests, style
	@.ci/run check

test: ## everything: sets up, builds, tests in real browsers
	@.ci/run

bench: ## our form runtime in a benchmark beside others: VORDRUCK_BENCH=<its folder>; BENCH=<options of its run.mjs>
	@.ci/setup build
	@.ci/bench $(BENCH)

a11y: ## every page in every state by five engines, keyboard, screen reader, system tree; then the evidence
	@.ci/run test-browser test-a11y conformance evidence

release: build ## what operators are given, in target/release-files, after checks of licences, sources and known vulnerabilities
	@.ci/release

format: ## formats the Rust code
	cargo fmt --all
