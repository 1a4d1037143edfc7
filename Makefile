# povolani: `make help` lists the targets.
#
# Everything is built below $(BUILD), so that variants (asan, tsan, coverage) live side by side.

BUILD    ?= build
CC       ?= cc
CFLAGS   ?= -O2 -g
PKGS     := libmicrohttpd jansson sqlite3 libutf8proc nettle libxxhash libcurl libbrotlienc zlib
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror
VERSION  := 0.1.0

override CPPFLAGS += -I. -D_GNU_SOURCE -DPOVOLANI_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
override CFLAGS   += -std=c17 $(WARNINGS) $(SANITIZE)
override LDFLAGS  += $(SANITIZE)
LDLIBS             = $(shell pkg-config --libs $(PKGS)) -lcsv -lm -pthread

# V=1 shows the commands.
Q   := $(if $(V),,@)
say  = @$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,printf '%-5s%s\n' $(1) $@)

# One archive a layer, linked in the order in which the layers may know each other.
LAYERS   := server handlers db model
sources   = $(sort $(wildcard $(1)/*.c $(1)/import/*.c))
objects   = $(patsubst %.c,$(BUILD)/%.o,$(filter-out server/main.c,$(call sources,$(1))))
ARCHIVES := $(LAYERS:%=$(BUILD)/lib%.a)

TESTS    := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/*/test_*.c)))
FUZZERS  := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
FUZZ_SECONDS ?= 20

BUILD_PACKAGES := gcc make pkg-config libmicrohttpd-dev libjansson-dev libsqlite3-dev libutf8proc-dev nettle-dev \
    libxxhash-dev libcurl4-gnutls-dev libbrotli-dev zlib1g-dev libcsv-dev python3-yaml
TEST_PACKAGES  := check curl sqlite3 clang libclang-rt-14-dev valgrind python3-jsonschema podman runc mmdebstrap

.PHONY: all data run test check-all tests asan tsan coverage print-asan print-tsan memcheck fuzz contract filters-check sync-check \
    bench bench-programs bench-search bench-growth profile lint format headers image sizes help clean deps test-deps lint-deps \
    coverage-deps bench-deps coverage-report
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/povolani ## build build/povolani

$(BUILD)/povolani: $(BUILD)/server/main.o $(ARCHIVES)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

define archive
$(BUILD)/lib$(1).a: $(call objects,$(1))
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach layer,$(LAYERS),$(eval $(call archive,$(layer))))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# What is compiled in: the schema, the queries and the pages are files of their own (.incbin).
$(BUILD)/db/queries.o: db/schema.sql $(wildcard db/queries/*.sql)
$(BUILD)/db/import/statements.o: $(wildcard db/import/*.sql)
$(BUILD)/db/import/quality.o: $(wildcard db/import/quality/*.sql)
$(BUILD)/server/pages.o: $(BUILD)/openapi.json openapi.yaml $(wildcard server/www/*)
$(BUILD)/server/pages.o: override CPPFLAGS += -DBUILD_DIR='"$(BUILD)"'

$(BUILD)/openapi.json: openapi.yaml
	@mkdir -p $(@D)
	$(call say,JSON)
	$(Q)/usr/bin/python3 -c 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout, ensure_ascii=False, separators=(",", ":"))' < $< > $@

data: $(BUILD)/povolani.db ## build/povolani.db from data/
$(BUILD)/povolani.db: $(BUILD)/povolani $(shell find data -type f)
	$(BUILD)/povolani import --out $@ data

run: deps ## install what is missing, build, import data/, serve on 127.0.0.1:8080
	@$(MAKE) --no-print-directory -j$$(nproc) data
	@printf '%s\n' '' 'Try, in another terminal:' \
	    '  curl -s http://127.0.0.1:8080/v1/occupations/103332' \
	    '  curl -s "http://127.0.0.1:8080/v1/wages?isco=2512&region=CZ010"' \
	    '  curl -s http://127.0.0.1:8080/v1/isco/2512' ''
	@exec $(BUILD)/povolani serve --data $(BUILD)/povolani.db

# Tests --------------------------------------------------------------------------------------------------------------

test: test-deps ## all proofs: tests, ASan+UBSan, TSan, fuzzers, valgrind, sync, contract, container … (T=name: tests of that name)
	@$(MAKE) --no-print-directory check-all

check-all:
	@tests/all.sh '$(T)'

tests: $(TESTS) $(BUILD)/povolani

# A test program knows the layers that its folder is about, and those below.
model_ARCHIVES    := $(BUILD)/libmodel.a
db_ARCHIVES       := $(BUILD)/libdb.a $(model_ARCHIVES)
handlers_ARCHIVES := $(BUILD)/libhandlers.a $(db_ARCHIVES)
server_ARCHIVES   := $(ARCHIVES)
http_ARCHIVES     := $(ARCHIVES)
define test_folder
$(BUILD)/tests/$(1)/%: $(BUILD)/tests/$(1)/%.o $(BUILD)/libsupport.a $$($(1)_ARCHIVES)
	$$(call say,LD)
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS) $$(shell pkg-config --libs check)
endef
$(foreach folder,model db handlers server http,$(eval $(call test_folder,$(folder))))
$(BUILD)/libsupport.a: $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
	@rm -f $@
	@ar rcs $@ $^

SANITIZERS_asan := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SANITIZERS_tsan := -fsanitize=thread
SANITIZERS_coverage := --coverage
print-asan print-tsan:
	@echo '$(SANITIZERS_$(@:print-%=%))'
asan tsan coverage: test-deps ## the tests under ASan+UBSan / TSan / gcov, each in build/NAME
	@$(MAKE) --no-print-directory -j$$(nproc) BUILD=build/$@ CFLAGS='-O1 -g' SANITIZE='$(SANITIZERS_$@)' tests
	@BUILD=build/$@ tests/run.sh '$(T)'
coverage-report: coverage coverage-deps ## how much of each file the tests reach
	@gcovr --root . --exclude tests/ build/coverage

$(BUILD)/fuzz/%: tests/fuzz/%.c $(wildcard */*.[ch] db/import/*.[ch] db/*.sql db/*/*.sql db/import/quality/*.sql server/www/*) \
    $(BUILD)/openapi.json
	@mkdir -p $(@D)
	clang $(CPPFLAGS) -DBUILD_DIR='"$(BUILD)"' -O1 -g -std=c17 $(WARNINGS) \
	    -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -o $@ $< \
	    $(foreach layer,$(LAYERS),$(filter-out server/main.c,$(call sources,$(layer)))) $(LDLIBS)
fuzz: test-deps $(FUZZERS) ## libFuzzer targets, FUZZ_SECONDS each
	@for fuzzer in $(FUZZERS); do tests/fuzz/run.sh $$fuzzer $(FUZZ_SECONDS) || exit 1; done

memcheck: test-deps all ## valgrind sees no leak from start to SIGTERM
	@tests/memcheck.sh

contract: test-deps all ## real answers against openapi.yaml
	@tests/contract.sh

filters-check: test-deps all ## 10,000 random questions to /v1/occupations agree with a model over the exported data
	@tests/filters.py --full

sync-check: test-deps all ## sync of 2,600 occupations through all faults, killed ten times
	@tests/sync.py --full

# The bench's own programs: the floor, the HTTP library alone, and FTS5 asked directly.
BENCH_PROGRAMS := $(BUILD)/bench/floor $(BUILD)/bench/library $(BUILD)/bench/fts5
$(BUILD)/bench/floor: $(BUILD)/tests/bench/floor.o
$(BUILD)/bench/library: $(BUILD)/tests/bench/library.o
$(BUILD)/bench/fts5: $(BUILD)/tests/bench/fts5.o $(BUILD)/tests/bench/fts5_ranked.o $(db_ARCHIVES)
$(BENCH_PROGRAMS):
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
bench-programs: $(BENCH_PROGRAMS) data

bench: deps bench-deps ## beside nginx, h2o, FastAPI, Fastify …: docs/performance.md (ROUNDS, SECONDS, ONLY=hot,latency,connections,proxy,cold,search,memory)
	@$(MAKE) --no-print-directory -j$$(nproc) bench-programs
	@tests/bench/peers/bench.py $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(ONLY),--only $(ONLY))

bench-search: deps bench-deps all ## what titles and searches find beside MiniSearch and Fuse.js, and what it costs: docs/search-bench.md
	@tests/bench/run.sh

bench-growth: deps all ## how import, file, memory, start and requests grow to 100,000 occupations: docs/performance.md
	@/usr/bin/python3 tests/bench/growth.py

profile: test-deps all ## instructions of a request by function, counted by callgrind (T=name: of these; UPDATE=1: writes the budget)
	@tests/profile.py $(if $(UPDATE),--update) $(T)

# Care ---------------------------------------------------------------------------------------------------------------

lint: lint-deps ## clang-format and cppcheck
	clang-format --dry-run --Werror $(shell git ls-files '*.[ch]')
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 -I. server handlers model db

format: ## clang-format in place
	clang-format -i $(shell git ls-files '*.[ch]')

headers: ## each header compiles alone
	@for header in $(wildcard */*.h db/import/*.h tests/support/*.h); do \
	    echo 'int something;' | $(CC) $(CPPFLAGS) $(CFLAGS) -fsyntax-only -include $$header -x c - || exit 1; \
	done

image: ## the container image, with docker or podman
	docker/image.sh

sizes: ## the longest functions
	@tests/sizes.sh

# Installing what is missing: only as root or through sudo, and only after saying so ---------------------------------

define install
@missing=$$(for package in $(1); do dpkg-query -W -f '$${Status}\n' $$package 2>/dev/null | grep -q 'install ok installed' || echo $$package; done); \
if [ -n "$$missing" ]; then \
    echo "Installing what is missing:" $$missing; \
    if [ "$$(id -u)" = 0 ]; then sudo=; else sudo=sudo; fi; \
    $$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q --no-install-recommends $$missing; \
fi
endef

deps:
	$(call install,$(BUILD_PACKAGES))
test-deps: deps
	$(call install,$(TEST_PACKAGES))
lint-deps:
	$(call install,clang-format cppcheck)
coverage-deps:
	$(call install,gcovr)
bench-deps:
	$(call install,hunspell-cs wrk nghttp2-client nginx-light h2o python3-fastapi uvicorn python3-uvloop python3-httptools g++ \
	    $(if $(shell command -v npm),,nodejs npm libnode-dev))

help: ## this list
	@sed -n 's/^\([a-z][a-z -]*\):.* ## /\1: /p' $(MAKEFILE_LIST)

clean: ## remove build/
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
