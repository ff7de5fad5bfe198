# Minilab for its developers and for whoever builds it.
#
#   make run        install what building needs, build, run the demo, open the window on its samples
#   make test       everything that must pass
#   make build      ./minilab, with the window
#   make headless   ./minilab-headless, the command alone: needs no X11 and no OpenGL
#   make portable   ./minilab-portable, the command alone in one static file without any C, slower on JPEG
#   make lint       the linters; `make format` does what of it can be done by a program
#   make bench      the benchmarks, as benchstat reads them: make -s bench > before.txt
#   make clean      remove what the others built

GO := .ci/go

# The flags of everything that is built, here and nowhere else: Fyne's C parts take minutes to compile, and
# again after every change of a flag.
#   -trimpath         the same bytes from every checkout
#   -buildvcs=false   the version comes from the tag below; asking git fails in a checkout owned by another user
#   migrated_fynedo   Fyne's promise that all calls from other goroutines go through fyne.Do
BUILD    := -trimpath -buildvcs=false
WINDOW   := $(BUILD) -tags migrated_fynedo
HEADLESS := $(BUILD) -tags headless
# Fyne's tag for tests: everything but the driver that needs OpenGL, so that tests need no display and no C libraries.
TESTS    := $(BUILD) -tags migrated_fynedo,ci

VERSION := $(shell git describe --tags --dirty 2>/dev/null)
LINK    := -ldflags '-s -w$(if $(VERSION), -X minilab/app.version=$(VERSION))'

# What the headless program consists of; `ui` has no part in it.
COMMAND := . ./app/... ./processing/... ./resources/...

LINTER := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# Every step is busy on all cores by itself; side by side they would only mix their output.
.NOTPARALLEL:
.PHONY: run test build headless portable lint format bench clean prerequisites vet unit race cross fuzz

build: prerequisites
	$(GO) build $(WINDOW) $(LINK) -o minilab .

run: build
	./minilab demo --dir demo
	@if [ -n "$$DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		echo './minilab demo/samples' && ./minilab demo/samples; \
	elif [ -n "$$WAYLAND_DISPLAY" ]; then \
		echo 'The window needs X11, and this Wayland session has no XWayland (DISPLAY is not set), so it was not opened.'; \
	else \
		echo 'There is no display here (DISPLAY is not set), so the window was not opened.'; \
	fi

headless:
	@.ci/prerequisites command
	CGO_ENABLED=1 $(GO) build $(HEADLESS) $(LINK) -o minilab-headless .

portable:
	CGO_ENABLED=0 $(GO) build $(HEADLESS) $(LINK) -o minilab-portable .

test: prerequisites vet build headless portable cross race fuzz unit

prerequisites:
	@.ci/prerequisites

# Without -trimpath: with it the build cache hands vet what cgo made in another checkout, whose files may be gone.
VET := -buildvcs=false
vet:
	CGO_ENABLED=1 $(GO) vet $(VET) -tags migrated_fynedo,ci ./...
	CGO_ENABLED=0 $(GO) vet $(VET) -tags headless $(COMMAND)
	$(GO) vet $(VET) -tags headless,purego $(COMMAND)

# Once without C, where the engine's portable code does the work, and once as the window's program has it.
unit:
	CGO_ENABLED=0 $(GO) test $(HEADLESS) ./app/... ./processing/... ./resources/...
	CGO_ENABLED=1 $(GO) test $(TESTS) ./...

# The engine is where goroutines meet. The detector itself needs C.
race:
	CGO_ENABLED=1 $(GO) test $(BUILD) -race ./processing/...

# The other systems' own files compile, tests included.
cross:
	GOOS=windows CGO_ENABLED=0 $(GO) vet $(HEADLESS) $(COMMAND)
	GOOS=darwin CGO_ENABLED=0 $(GO) vet $(HEADLESS) $(COMMAND)

fuzz:
	CGO_ENABLED=1 .ci/fuzz $(TESTS)

# -exec: the linter itself is compiled once, and only what it looks at changes. Fyne's tag for tests spares it
# OpenGL; cgo stays on, because without it the window is left out. No -trimpath, for the reason given at vet.
lint: prerequisites
	$(GO) run -exec 'env CGO_ENABLED=1 GOFLAGS=-buildvcs=false' $(LINTER) run --build-tags migrated_fynedo,ci ./...
	$(GO) run -exec 'env CGO_ENABLED=0 GOFLAGS=-buildvcs=false' $(LINTER) run --build-tags headless $(COMMAND)

format: prerequisites
	$(GO) run $(LINTER) fmt ./...

BENCH ?= .
bench: prerequisites
	CGO_ENABLED=1 $(GO) test $(TESTS) -run '^$$' -bench '$(BENCH)' -benchmem -count 6 ./...

clean:
	rm -rf minilab minilab-headless minilab-portable demo
