# Directus of npm, with its tables in SQLite. It publishes OpenAPI 3.0 of what its administrator may do, with a table of
# ours; two schemes, but nearly no operation that asks for them.

address=http://127.0.0.1:$port
document=$address/server/specs/oas
ready=$address/server/ping

install() {
    if ! cmp --silent "$here/package-lock.json" "$home/package-lock.json"; then
        rm -rf "$home"
        mkdir -p "$home"
        cp "$here/package.json" "$here/package-lock.json" "$home"
        # The headers of Debian's Node.js, as SQLite is compiled: a package of binaries would be downloaded.
        npm_config_nodedir=/usr npm ci --prefix "$home" --no-audit --no-fund --loglevel=error
    fi
}

start() {
    export HOME=$data HOST=127.0.0.1 PORT=$port PUBLIC_URL=$address DB_CLIENT=sqlite3 DB_FILENAME=$data/tables \
        STORAGE_LOCATIONS=local STORAGE_LOCAL_ROOT=$data/uploads EXTENSIONS_PATH=$data/extensions SECRET=$secret \
        ADMIN_EMAIL=admin@example.com ADMIN_PASSWORD=$secret TELEMETRY=false NODE_ENV=production
    mkdir uploads extensions
    "$home/node_modules/.bin/directus" bootstrap
    exec "$home/node_modules/.bin/directus" start
}

# Makes a table, so that the document describes its items, and logs in to get the document.
prepare() {
    local login token
    login='{"email":"admin@example.com","password":"'$secret'"}'
    token=$(send /auth/login "$login" | python3 -c 'import json, sys; print(json.load(sys.stdin)["data"]["access_token"])')
    headers=(--header "Authorization: Bearer $token")
    send /collections "$(cat "$here/table.json")"
}

send() {
    curl --silent --fail-with-body --show-error "${headers[@]}" --header 'Content-Type: application/json' --data "$2" "$address$1"
}
