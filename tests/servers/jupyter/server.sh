# Jupyter Server of PyPI, with a kernel of Python. It publishes Swagger 2.0 in YAML, without a word about security.

address=http://127.0.0.1:$port
document=$address/api/spec.yaml
headers=(--header "Authorization: token $secret")

install() {
    install_python
}

start() {
    mkdir files
    HOME=$data JUPYTER_PREFER_ENV_PATH=1 IPYTHONDIR=$data/ipython exec "$home/venv/bin/jupyter-server" --no-browser \
        --allow-root --ip=127.0.0.1 --port="$port" --ServerApp.port_retries=0 --IdentityProvider.token="$secret" \
        --ServerApp.root_dir="$data/files" --ServerApp.terminals_enabled=True
}
