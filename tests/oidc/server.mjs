// An authorization server for runtime/tests/oidc.rs and oidc_fleet.rs: oidc-provider on a free port of loopback, which it prints; it ends with
// its standard input. The first argument is the public key of the client that signs assertions.
//
// Beside the provider's own paths:
//   /start              the API: 200 for a live access token, else 401
//   /browse?url=URL     opens the URL as a browser does, and says yes to all that is asked; answers where it ended
//   /log?client=ID      the requests of a client for tokens, and what became of each
//   /mint?client=ID     a refresh token
//   /token?lost=NAME    the first answer of this name is lost; ?busy=NAME: it is 503
import http from 'node:http';
import { Provider } from 'oidc-provider';

const code = ['authorization_code', 'refresh_token'];
const device = 'urn:ietf:params:oauth:grant-type:device_code';
const machine = { grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
const native = {
  grant_types: [...code, device], redirect_uris: ['http://127.0.0.1/callback'], response_types: ['code'],
  token_endpoint_auth_method: 'none', application_type: 'native',
};
const clients = [
  { client_id: 'ba:sic', client_secret: 'top:se+cret/%~', token_endpoint_auth_method: 'client_secret_basic', ...machine },
  { client_id: 'post', client_secret: 's&=cret', token_endpoint_auth_method: 'client_secret_post', ...machine },
  { client_id: 'narrow', client_secret: 'secret', token_endpoint_auth_method: 'client_secret_post', ...machine },
  { client_id: 'signs', token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'EdDSA', jwks: { keys: [JSON.parse(process.argv[2])] }, ...machine },
  { client_id: 'password', grant_types: ['password', 'refresh_token'], redirect_uris: [], response_types: [], token_endpoint_auth_method: 'none' },
  ...['loopback', 'native', 'device', 'busy', 'twice', 'lost', 'storm', 'fleet', 'killed'].map((client_id) => ({ client_id, ...native })),
  { ...native, client_id: 'server', redirect_uris: ['https://app.example.com/callback'], application_type: 'web' },
];

const server = http.createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const { port } = server.address();
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients,
  scopes: ['read', 'write', 'openid', 'offline_access'],
  features: { clientCredentials: { enabled: true }, deviceFlow: { enabled: true }, introspection: { enabled: true }, revocation: { enabled: true } },
  rotateRefreshToken: true,
  ttl: { AccessToken: 600, ClientCredentials: 600, RefreshToken: 3600, Grant: 3600, Session: 3600, Interaction: 600, DeviceCode: 600, AuthorizationCode: 60, IdToken: 600 },
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
});
// RFC 6749, 4.3, which the provider leaves to its users.
provider.registerGrantType('password', async (ctx) => {
  const { username, password, scope } = ctx.oidc.params;
  if (username !== 'ada' || password !== 'pa ss&word') {
    ctx.status = 400;
    ctx.body = { error: 'invalid_grant', error_description: `no user with the password ${password}` };
    return;
  }
  const grant = new provider.Grant({ accountId: username, clientId: ctx.oidc.client.clientId });
  grant.addOIDCScope(scope);
  const token = new provider.AccessToken({ accountId: username, client: ctx.oidc.client, grantId: await grant.save(), gty: 'password', scope });
  ctx.body = { access_token: await token.save(), token_type: 'Bearer', expires_in: token.expiration, scope };
}, ['username', 'password', 'scope']);

const log = [];
provider.use(async (ctx, handle) => {
  const line = { path: ctx.path };
  if (ctx.path === '/token' || ctx.path === '/device/auth') log.push(line);
  await handle();
  Object.assign(line, { client: ctx.oidc?.client?.clientId, grant: ctx.oidc?.params?.grant_type, status: ctx.status, error: ctx.body?.error, });
});
provider.on('server_error', (_, error) => console.error(error));
for (const event of ['grant.error', 'grant.revoked']) {
  provider.on(event, (ctx, error) => log.push({ path: event, client: ctx?.oidc?.client?.clientId, error: error?.error_detail }));
}

async function browse(url) {
  const jar = new Map();
  const go = async (url, init = {}) => {
    for (let i = 0; i < 12; i++) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [name, value] = set.split(';')[0].split('=');
        jar.set(name, value);
      }
      const to = answer.headers.get('location');
      if (!to) return { url, text: await answer.text() };
      url = new URL(to, url).href;
      init = {};
      // The application's own page, which is not on this machine.
      if (url.startsWith('https://app.example.com/')) return { url, text: '' };
    }
  };
  let page = await go(url);
  for (let i = 0; i < 8; i++) {
    const form = page.text.match(/<form[^>]*action="([^"]+)"[^>]*>/);
    if (!form) break;
    const fields = new URLSearchParams();
    for (const [input] of page.text.matchAll(/<input[^>]*>/g)) {
      const name = input.match(/name="([^"]+)"/)?.[1];
      if (name && name !== 'abort') fields.set(name, input.match(/value="([^"]*)"/)?.[1] ?? 'ada');
    }
    if (page.url.includes('/interaction/')) [['login', 'ada'], ['password', 'x']].forEach((pair) => fields.set(...pair));
    else if (!fields.has('confirm') && /confirm/i.test(page.text)) fields.set('confirm', 'yes');
    page = await go(new URL(form[1], page.url).href, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fields });
  }
  return page.url;
}

async function mint(id) {
  const [client, grant] = [await provider.Client.find(id), new provider.Grant({ accountId: 'ada', clientId: id })];
  grant.addOIDCScope('openid offline_access read');
  const token = new provider.RefreshToken({
    accountId: 'ada', client, grantId: await grant.save(), gty: 'authorization_code', scope: 'openid offline_access read',
    expiresWithSession: false, rotations: 0, iiat: Math.floor(Date.now() / 1000),
  });
  return token.save();
}

const callback = provider.callback();
const seen = new Set();
server.on('request', async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const answer = (status, text) => response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  if (pathname === '/browse') return answer(200, await browse(searchParams.get('url')));
  if (pathname === '/log') return answer(200, JSON.stringify(log.filter(({ client }) => client === searchParams.get('client'))));
  if (pathname === '/mint') return answer(200, await mint(searchParams.get('client')));
  if (pathname === '/start') {
    const token = (request.headers.authorization ?? '').replace(/^Bearer /, '');
    const found = await provider.AccessToken.find(token) ?? await provider.ClientCredentials.find(token);
    return answer(found ? 200 : 401, '{}');
  }
  if (pathname === '/token' && searchParams.size > 0 && !seen.has(`${searchParams}`)) {
    seen.add(`${searchParams}`);
    if (searchParams.has('busy')) return response.writeHead(503, { 'retry-after': '3' }).end('busy');
    Object.assign(response, { write: () => true, end: () => request.socket.destroy() });
  }
  callback(request, response);
});
process.stdin.resume().on('end', () => process.exit());
console.log(port);
