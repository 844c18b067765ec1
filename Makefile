# make            prints the targets
# make bench-ask DATA=FOLDER, QUICK=1 make bench-ask: see benchmarks/README.md

.DEFAULT_GOAL := help
.PHONY: help build test demo samples format bench-ingest bench-ask bench-start bench-retrieval bench-simulator clean

MAVEN = JAVA_HOME=$$(scripts/find-jdk) mvn -B

help: ## print this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-16s %s\n", $$1, $$2 }'

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

bench-ingest: ## pages a second for each stage and all together [DATA=FOLDER]
	@scripts/bench ingest $(DATA)

bench-ask: ## right pages found and quoted, and time to the answer [DATA=FOLDER]
	@scripts/bench ask $(DATA)

bench-start: ## time from the start to the answer, and memory
	@scripts/bench start

bench-retrieval: ## nDCG and recall on a judged collection, DATA=FOLDER
	@scripts/bench retrieval $(DATA)

bench-simulator: ## chats a second on one core, and a thousand streams at once
	@scripts/bench simulator

clean: ## delete what was built; results and data stay
	$(MAVEN) -q clean
