#!/usr/bin/env bash
# Builds, runs, tests and checks Svarklar. See `./build.sh help`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# The exact versions of what cargo and pip install. wasm-bindgen's command-line
# tool has to be of the crate's own version.
WASM_PACK=0.15.1
WASM_BINDGEN=$(sed -n 's/^wasm-bindgen = "=\(.*\)"$/\1/p' src/desk/Cargo.toml)
ISSO=0.14.0
DATEPARSER=1.5.0
# The oldest Node that will do; package.json says so too.
NODE=20.19

TOOLS=${SVARKLAR_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/svarklar}
WASM=target/wasm-pkg/svarklar_bg.wasm
WASM_LIMIT_KB=1240

help() {
  cat <<'EOF'
./build.sh                   both browsers into dist/, with zips for the stores
./build.sh run [BROWSER]     a company page with the extension on it, in chromium or firefox
./build.sh test              everything that has to pass
./build.sh test --wordpress  the same, and the path on a real WordPress
./build.sh check             format, lints, types, the stores' own lint
./build.sh bench [DATA]      speed and size; with DATA/dateparser/triples.csv, time words of others too
./build.sh fuzz [MINUTES]    broken posts, time words and snapshots through the core, ten minutes each if not said
./build.sh cli               the command-line tool into target/release/svarklar
EOF
}

step() { printf '\n\033[1m== %s\033[0m (%ss)\n' "$*" "$SECONDS"; }
fail() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
# Whether the version $2 is $1 or newer.
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }
has() { command -v "$1" >/dev/null 2>&1; }

# ── What a fresh machine lacks ──────────────────────────────────────────────

need_rust() {
  has cargo || fail "Rust is missing: install it with rustup, then run this again"
  need_debian cc build-essential
  # rustup takes toolchain and target from rust-toolchain.toml.
  # Read whole before it is searched: grep -q would end rustup by a broken pipe.
  if has rustup && [[ $(rustup target list --installed) != *wasm32-unknown-unknown* ]]; then
    step "Adding Rust's Wasm target"
    rustup target add wasm32-unknown-unknown
  fi
}

need_node() {
  has node && has npm || fail "Node is missing: install Node $NODE or newer with npm, then run this again"
  local version
  version=$(node --version)
  at_least "$NODE" "${version#v}" || fail "Node $version is too old: install Node $NODE or newer with npm, then run this again"
  if ! cmp -s package-lock.json node_modules/.svarklar-lock; then
    step "Installing Node packages"
    npm ci --ignore-scripts --no-audit --no-fund
    cp package-lock.json node_modules/.svarklar-lock
  fi
}

# A program that cargo builds once and keeps by its version. Its own lock file
# may name versions that a registry mirror has not got, and then gives way.
need_cargo_tool() {
  local crate=$1 version=$2 root=$TOOLS/$1-$2
  if [ ! -x "$root/bin/${3:-$1}" ]; then
    step "Building $crate $version (once; some minutes)"
    local install=(cargo install "$crate" --version "$version" --root "$root" --target-dir "$TOOLS/target")
    "${install[@]}" --locked || "${install[@]}"
    rm -rf "$TOOLS/target"
  fi
  PATH=$root/bin:$PATH
}

need_wasm_tools() {
  need_rust
  need_node
  need_cargo_tool wasm-pack "$WASM_PACK"
  need_cargo_tool wasm-bindgen-cli "$WASM_BINDGEN" wasm-bindgen
}

# Pairs of a program and the package that has it.
need_debian() {
  local missing=()
  while [ $# -gt 0 ]; do
    has "$1" || missing+=("$2")
    shift 2
  done
  [ ${#missing[@]} -eq 0 ] || debian_install "${missing[@]}"
}

debian_install() {
  has apt-get || fail "install $* with your system's package manager, then run this again"
  [ "$(id -u)" = 0 ] || has sudo || fail "root must install something first: apt-get install $*; then run this again"
  step "Installing $* from Debian's packages"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    has sudo || fail "root must first run $*; then run this again"
    sudo "$@"
  fi
}

need_browsers() {
  need_debian chromium chromium firefox-esr firefox-esr
}

need_isso() {
  local venv=$TOOLS/isso-$ISSO
  if [ ! -x "$venv/bin/isso" ]; then
    step "Installing Isso $ISSO (a real comment service) from PyPI"
    has python3 || fail "Python 3 is missing: install it, then run this again"
    # Debian splits what a venv and Isso's C extension need off its Python.
    python3 -c 'import ensurepip' 2>/dev/null || debian_install python3-venv
    [ -e "$(python3 -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h" ] || debian_install python3-dev
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/world/requirements.txt
  fi
  export SVARKLAR_ISSO=$venv
}

# What the benchmark of time words compares with; it does without and says so.
want_dateparser() {
  local venv=$TOOLS/dateparser-$DATEPARSER
  if [ ! -e "$venv/ready" ] && has python3; then
    step "Installing dateparser $DATEPARSER (what others make of time words) from PyPI"
    rm -rf "$venv"
    python3 -m venv "$venv" &&
      "$venv/bin/pip" install --quiet --disable-pip-version-check -r bench/requirements.txt &&
      touch "$venv/ready" || true
  fi
  [ ! -e "$venv/ready" ] || export SVARKLAR_DATEPARSER=$venv/bin/python
}

# Debian's WordPress wants a web server, which would serve on this machine from
# then on: its packages are only unpacked. PHP and MariaDB come without services.
need_wordpress() {
  # Where Debian keeps servers; not on everybody's path.
  PATH=$PATH:/usr/sbin
  need_debian php php-cli mariadbd mariadb-server-core my_print_defaults mariadb-client-core
  php -r 'exit(extension_loaded("mysqli") ? 0 : 1);' || debian_install php-mysql
  local folder=$TOOLS/wordpress theme
  if [ ! -e "$folder" ]; then
    has apt-get || fail "there is no apt-get to fetch Debian's WordPress with"
    step "Unpacking WordPress and its default theme from Debian's packages"
    as_root apt-get update -qq
    theme=$(apt-cache show --no-all-versions wordpress | sed -n 's/^Recommends:.*\(wordpress-theme-[a-z]*\).*/\1/p')
    rm -rf "$folder.part"
    mkdir -p "$folder.part"
    (cd "$folder.part" && apt-get -o APT::Sandbox::User=root download -qq wordpress "$theme")
    for package in "$folder.part"/*.deb; do dpkg-deb --extract "$package" "$folder.part"; done
    rm "$folder.part"/*.deb
    mv "$folder.part" "$folder"
  fi
  export SVARKLAR_WORDPRESS=$folder/usr/share/wordpress
}

# ── Building ────────────────────────────────────────────────────────────────

wasm() {
  need_wasm_tools
  step "Building the Wasm core"
  wasm-pack --quiet build --release --target web --no-pack --no-typescript \
    --out-dir "$PWD/target/wasm-pack" --out-name svarklar src/desk -- --locked
  mkdir -p target/wasm-pkg
  # wasm-pack writes its output anew each time; what counts is whether it differs.
  if ! cmp -s target/wasm-pack/svarklar_bg.wasm "$WASM.input" || [ ! -e "$WASM" ]; then
    optimise target/wasm-pack/svarklar_bg.wasm "$WASM"
    cp target/wasm-pack/svarklar.js target/wasm-pkg/
    # The newest is of the build that has just been; the core knows its own.
    cp "$(ls -t target/wasm32-unknown-unknown/release/build/svarklar-reading-*/out/data | head -n 1)" target/wasm-pkg/svarklar.data
    node tests/wasm/smoke.mjs
    # Last: an output that failed before this is made again.
    cp target/wasm-pack/svarklar_bg.wasm "$WASM.input"
  fi
  local kb=$(($(stat -c %s "$WASM") / 1000))
  echo "Wasm: $kb KB (limit $WASM_LIMIT_KB)"
  [ "$kb" -le "$WASM_LIMIT_KB" ] || fail "the Wasm is too large"
}

# The core with what the benchmarks call, optimised as the extension's is.
wasm_bench() {
  need_wasm_tools
  wasm-pack --quiet build --release --target web --no-pack --no-typescript \
    --out-dir "$PWD/target/wasm-bench" --out-name svarklar src/desk -- --locked --features bench
  optimise target/wasm-bench/svarklar_bg.wasm target/wasm-bench/optimised.wasm
  cp "$(ls -t target/wasm32-unknown-unknown/release/build/svarklar-reading-*/out/data | head -n 1)" target/wasm-bench/svarklar.data
}

# npm's binaryen, never Debian's: that one breaks the externref table.
# What stands around -Oz takes another 2 % off. Functions that are called once stay
# functions: a browser compiles one large function to slower code than several.
optimise() {
  node_modules/.bin/wasm-opt --one-caller-inline-max-function-size=30 --flatten --rereloop -Oz -Oz \
    --merge-similar-functions --gufa -Oz --code-folding --duplicate-function-elimination \
    --const-hoisting --reorder-functions --reorder-locals "$1" -o "$2" \
    --enable-reference-types --enable-bulk-memory --enable-nontrapping-float-to-int \
    --enable-sign-ext --enable-mutable-globals --enable-multivalue --enable-extended-const --enable-simd
}

extension() {
  wasm
  step "Bundling the extension"
  node extension/build.mjs "$@"
}

cli() {
  need_rust
  step "Building the command-line tool"
  cargo build --release --locked --quiet --bin svarklar
}

world() {
  need_isso
  node tests/world/build.mjs
}

# ── Commands ────────────────────────────────────────────────────────────────

run() {
  local browser=${1:-chromium}
  case $browser in chromium | firefox) ;; *) fail "run takes chromium or firefox" ;; esac
  need_browsers
  extension --local
  cli
  world
  step "Opening $browser"
  node tests/e2e/run.mjs tour "$browser"
}

checks() {
  need_rust
  need_node
  step "Rust: format and lints, native and Wasm"
  cargo fmt --check
  cargo clippy --locked --all-targets -- -D warnings
  cargo clippy --locked --package svarklar-desk --target wasm32-unknown-unknown -- -D warnings
  step "TypeScript: format, lints and types"
  npm run --silent lint
  npm run --silent types
}

check() {
  checks
  extension --zip
  step "The stores' own lint"
  node_modules/.bin/web-ext lint --source-dir dist/firefox --no-config-discovery
}

tests() {
  local with=${1:-}
  case $with in
    "") ;;
    --wordpress) need_wordpress ;;
    *) fail "test takes --wordpress or nothing" ;;
  esac
  check
  step "Rust tests"
  if has cargo-nextest; then cargo nextest run --locked; else cargo test --locked; fi
  step "Rust tests in Wasm"
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner cargo test --release --locked \
    --package svarklar-desk --target wasm32-unknown-unknown --test sums
  need_browsers
  extension --local
  world
  cli
  step "Tests in Chromium and Firefox"
  node tests/e2e/run.mjs test
  if [ -n "$with" ]; then
    step "The path on a real WordPress"
    node tests/e2e/run.mjs test wordpress
  fi
}

bench() {
  [ $# -eq 0 ] || export SVARKLAR_DATA=$1
  want_dateparser
  need_browsers
  extension --local
  world
  cli
  step "Benchmarks of the core"
  cargo bench --locked --quiet --bench waits --bench checks --bench drafts --bench reading --bench times
  wasm_bench
  step "Benchmarks in the browsers"
  node tests/e2e/run.mjs bench
}

fuzz() {
  need_rust
  step "Breaking posts and time words"
  cargo run --locked --quiet --profile fuzz --example fuzz -- "$@"
  cargo run --locked --quiet --profile fuzz --example fuzz-times -- "$@"
  cargo run --locked --quiet --profile fuzz --example fuzz-snapshots -- "$@"
}

case ${1:-} in
  "") extension --zip ;;
  run) shift; run "$@" ;;
  test) shift; tests "$@" ;;
  check) check ;;
  bench) shift; bench "$@" ;;
  fuzz) shift; fuzz "$@" ;;
  cli) cli ;;
  help | -h | --help) help ;;
  *) help >&2; exit 2 ;;
esac
