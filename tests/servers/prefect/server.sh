# The server of Prefect of PyPI, with a password. It publishes OpenAPI 3.1 as FastAPI writes it, without a word about
# security.

address=http://127.0.0.1:$port/api
document=$address/openapi.json
headers=(--user "admin:$secret")

install() {
    install_python
}

# Without its services, which lock the database (SQLite) at any time, so that some calls end with 503.
start() {
    export HOME=$data PREFECT_HOME=$data/prefect PREFECT_API_URL=$address PREFECT_CLI_COLORS=false DO_NOT_TRACK=1 \
        PREFECT_SERVER_ANALYTICS_ENABLED=false PREFECT_SERVER_DATABASE_TIMEOUT=60 \
        PREFECT_SERVER_API_AUTH_STRING=admin:$secret PREFECT_API_AUTH_STRING=admin:$secret
    exec "$home/venv/bin/prefect" server start --host 127.0.0.1 --port "$port" --no-ui --no-services
}
