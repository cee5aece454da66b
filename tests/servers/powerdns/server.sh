# PowerDNS Authoritative Server of Debian, with its zones in SQLite. It publishes Swagger 2.0.

address=http://127.0.0.1:$port/api/v1
document=http://127.0.0.1:$port/api/docs
headers=(--header "X-API-Key: $secret" --header "Accept: application/json")

install() {
    local packages=(pdns-server pdns-backend-sqlite3)
    if ! dpkg-query --show "${packages[@]}" > /dev/null 2>&1; then
        apt-get update --quiet=2
        # Debian's own instance would listen on port 53.
        DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install --quiet=2 --no-install-recommends \
            "${packages[@]/%/=4.7.*}" > /dev/null
    fi
    dpkg-query --show pdns-server | grep $'\t4\\.7\\.' > /dev/null || { echo "not PowerDNS 4.7" >&2 && return 1; }
}

start() {
    local schema=/usr/share/doc/pdns-backend-sqlite3/schema.sqlite3.sql
    python3 -c 'import sqlite3, sys; sqlite3.connect("zones").executescript(open(sys.argv[1]).read())' "$schema"
    exec /usr/sbin/pdns_server --config-dir="$data" --socket-dir="$data" --launch=gsqlite3 \
        --gsqlite3-database="$data/zones" --gsqlite3-dnssec=yes --daemon=no --guardian=no --local-address=127.0.0.1 \
        --local-port="$(free_port)" --webserver=yes --webserver-address=127.0.0.1 --webserver-port="$port" \
        --webserver-allow-from=127.0.0.1 --api=yes --api-key="$secret" --security-poll-suffix= --primary=yes \
        --secondary=yes --autosecondary=yes
}
