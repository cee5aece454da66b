# Installs, starts, waits for and stops one server: the part that all have in common.

# Prints a port that is free on 127.0.0.1.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until a URL answers with success, up to 120 seconds; gives up when the server has ended.
wait_for() {
    local url=$1
    for ((i = 0; i < 600; i++)); do
        if curl --silent --fail --output /dev/null --max-time 5 "$url" "${headers[@]}"; then
            return
        fi
        if ! kill -0 "$server" 2> /dev/null; then
            echo "$name ended before it answered:" >&2
            break
        fi
        sleep 0.2
    done
    tail -n 40 "$data/log" >&2
    return 1
}

# Ends the server with all processes that it started, and removes what it wrote.
stop() {
    local status=$?
    trap - EXIT INT TERM HUP
    if [[ -n ${server-} ]]; then
        kill -TERM -- "-$server" 2> /dev/null || true
        for ((i = 0; i < 50; i++)); do
            kill -0 -- "-$server" 2> /dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$server" 2> /dev/null || true
        wait "$server" 2> /dev/null || true
    fi
    if [[ $status != 0 && -n ${KEEP-} ]]; then
        echo "What the server wrote: $data" >&2
    else
        rm -rf "$data"
    fi
    exit "$status"
}

# Makes a virtual environment of Python in the server's folder, with the packages of `requirements.txt`.
install_python() {
    if ! cmp --silent "$here/requirements.txt" "$home/requirements.txt"; then
        rm -rf "$home/venv"
        python3 -m venv "$home/venv"
        "$home/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
        cp "$here/requirements.txt" "$home/requirements.txt"
    fi
}

# Makes what the server must have before it publishes its document: nothing, unless `server.sh` says otherwise.
prepare() {
    :
}

# Runs the program of one server against it.
#
# `server.sh` defines `install`, `start` (which becomes the server: it ends with `exec`), `address` (the root of all paths,
# for the program), `document` (the URL of the document) and `headers` (what curl sends, to get it); also, if that is not
# enough, `ready` (a URL that answers when the server is ready) and `prepare`. They use `name`, `here` (the folder of the
# tests), `home` (the installation), `data` (a temporary folder), `port` and `secret`.
check() {
    name=$1 root=$PWD
    here=$root/tests/servers/$name home=$root/target/servers/$name
    data=$(mktemp -d) port=$(free_port) secret=Sesame-$RANDOM$RANDOM$RANDOM headers=()
    server=
    trap stop EXIT
    trap 'exit 130' INT TERM HUP
    mkdir -p "$home"
    source "$here/server.sh"
    install
    # A group of its own, so that all that it starts can be ended.
    set -m
    (cd "$data" && start) > "$data/log" 2>&1 < /dev/null &
    server=$!
    set +m
    wait_for "${ready:-$document}"
    prepare
    curl --silent --fail --show-error "$document" "${headers[@]}" --output "$home/document"
    generate
    # The program runs in the data's folder: what it downloads is removed with it.
    # With the project's versions and target folder: its dependencies are compiled already.
    cp Cargo.lock tests/servers/Cargo.lock
    local target
    target=$(realpath "${CARGO_TARGET_DIR:-target}")
    CARGO_TARGET_DIR=$target cargo build --quiet --manifest-path tests/servers/Cargo.toml --bin "$name"
    (cd "$data" && ADDRESS=$address SECRET=$secret "$target/debug/$name") > "$home/actual.tsv" ||
        { cat "$home/actual.tsv" && tail -n 40 "$data/log" >&2 && return 1; }
    compare
}

# Generates the client as a module, from the document as it is.
generate() {
    local overlay=()
    if [[ -e $here/overlay.yaml ]]; then
        overlay=(--overlay "$here/overlay.yaml")
    fi
    "$WARDED" generate "$home/document" --output "$home/client" --module --files-in / "${overlay[@]}"
}

# Compares the table of the run with the expected one.
compare() {
    echo "$name: $(grep -c . "$home/actual.tsv") calls"
    column -t -s $'\t' "$home/actual.tsv"
    if [[ -n ${UPDATE_EXPECT-} ]]; then
        cp "$home/actual.tsv" "$here/expected.tsv"
    fi
    diff -u "$here/expected.tsv" "$home/actual.tsv" || { echo "$name differs from $here/expected.tsv" >&2 && return 1; }
}
