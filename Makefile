# make            prints the targets
# make bench-ask DATA=FOLDER, QUICK=1 make bench-ask: see benchmarks/README.md

.DEFAULT_GOAL := help
.PHONY: help build test demo samples screenshots format clean

MAVEN = JAVA_HOME=$$(scripts/find-jdk) mvn -B

help: ## print this
	@sed -n 's/^\([a-z%-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-16s %s\n", $$1, $$2 }'

build: ## build the jars, without tests
	$(MAVEN) -q -DskipTests package

test: ## check the formatting and run all tests
	$(MAVEN) verify

demo: ## take the samples in, ask three questions, show the answers
	./lectern demo --once

samples: ## prove that the samples are what their script makes, and hold their answers
	scripts/make-samples --check

screenshots: ## take the pictures in docs/screenshots from the running app
	scripts/screenshots

format: ## bring all Java files into the one format
	$(MAVEN) -q spotless:apply

bench-%: ## measure: ingest, ask, retrieval [DATA=FOLDER]; start, http, simulator, faults, gateway
	@scripts/bench $* $(DATA)

clean: ## delete what was built; results and data stay
	$(MAVEN) -q clean
