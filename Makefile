# The words of this repository. CMake and Ninja do the work; BUILD is where.
#   make            the program, build/dragoman, and the library
#   make demo       installs what is missing (Debian, Ubuntu), builds, reads the examples
#   make test       all tests: release, threads under ThreadSanitizer, all again under ASan and UBSan
#   make bench      speed and memory, beside the machine's own limit
#   make fuzz       each fuzz target for FUZZ_SECONDS
#   make install    below PREFIX, and DESTDIR for packagers
#   make format     lays out the C as .clang-format says; check-format only looks
BUILD ?= build
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
FUZZ_CC ?= clang
CTEST = ctest -j2 --output-on-failure --no-tests=error --test-dir

.DEFAULT_GOAL := all
.PHONY: all packages demo test bench fuzz install format check-format clean

all:
	cmake -S . -B $(BUILD) -G Ninja || { echo 'Something is missing: try tools/install-packages build'; exit 1; }
	cmake --build $(BUILD)

# One program of the build by its name: build/dump-words, which train/run calls for.
$(BUILD)/%: FORCE
	cmake -S . -B $(BUILD) -G Ninja
	cmake --build $(BUILD) --target $*
FORCE:

packages:
	tools/install-packages build test

demo:
	tools/install-packages build
	cmake -S . -B $(BUILD) -G Ninja -DDGM_TESTS=OFF
	cmake --build $(BUILD)
	$(BUILD)/dragoman read --format pretty examples/*.txt examples/*.html

test: packages
	cmake -S . -B $(BUILD) -G Ninja -DDGM_TESTS=ON
	cmake --build $(BUILD)
	$(CTEST) $(BUILD)
	cmake -S . -B $(BUILD)/thread -G Ninja -DCMAKE_BUILD_TYPE=Debug -DDGM_SANITIZE=thread -DDGM_SHARED=OFF
	cmake --build $(BUILD)/thread --target program
	$(CTEST) $(BUILD)/thread -L threads
	cmake -S . -B $(BUILD)/address -G Ninja -DCMAKE_BUILD_TYPE=Debug -DDGM_SANITIZE=address,undefined -DDGM_SHARED=OFF
	cmake --build $(BUILD)/address
	$(CTEST) $(BUILD)/address

bench:
	tools/install-packages build bench
	$(MAKE) all
	bench/run

fuzz:
	tools/install-packages build fuzz
	CC=$(FUZZ_CC) cmake -S . -B $(BUILD)/fuzz -G Ninja -DCMAKE_BUILD_TYPE=Debug -DDGM_FUZZ=ON -DDGM_TESTS=OFF \
	    -DDGM_SANITIZE=address,undefined -DDGM_SHARED=OFF
	cmake --build $(BUILD)/fuzz
	tests/fuzz/run $(BUILD)/fuzz $(FUZZ_SECONDS)

install:
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX)
	cmake --build $(BUILD)
	DESTDIR=$(DESTDIR) cmake --install $(BUILD)

C_FILES = $(wildcard include/*.h src/*.[ch] src/*/*.[ch] src/*/*/*.[ch] cli/*.[ch] tests/*/*.[ch] \
    tests/*/*/*.[ch] bench/*.[ch] tools/*.[ch])
format:
	clang-format -i $(C_FILES)
	tools/wrap-comments $(C_FILES)

check-format:
	clang-format --dry-run -Werror $(C_FILES)

clean:
	rm -rf $(BUILD)
