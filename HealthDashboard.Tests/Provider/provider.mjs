// A certified OpenID provider on a free port of this machine, with a few people and one client: the dashboard that is named to it
// once it listens. Whoever types a name is that person.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const groups = { ada: ["dashboard-admins", "nurses"], max: ["dashboard-admins"], ben: ["cardiology"], vic: ["cardiology-viewers"], una: ["dashboard-admins"], uma: ["dashboard-admins"], oto: ["cardiology"], vim: ["cardiology-viewers"], nia: ["name-readers"], nat: ["name-readers"], nio: ["name-readers", "cardiology"], cleo: ["cafeteria"], curt: ["cafeteria"] };
const dashboard = { client_id: "dashboard", client_secret: "a secret of the tests", grant_types: ["authorization_code"], response_types: ["code"] };

const server = createServer();
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

// What people and clients are given, kept until the end.
const kept = new Map();
class Memory {
  constructor(model) { this.model = model; }
  key(id) { return `${this.model}:${id}`; }
  async upsert(id, payload) { kept.set(this.key(id), payload); }
  async find(id) { return this.model === "Client" && id === dashboard.client_id ? dashboard : kept.get(this.key(id)); }
  async findByUid(uid) { return [...kept.entries()].find(([key, each]) => key.startsWith(this.model) && each.uid === uid)?.[1]; }
  async findByUserCode() { return undefined; }
  async destroy(id) { kept.delete(this.key(id)); }
  async consume(id) { kept.get(this.key(id)).consumed = Math.floor(Date.now() / 1000); }
  async revokeByGrantId(grantId) { for (const [key, each] of kept) if (each.grantId === grantId) kept.delete(key); }
}

const provider = new Provider(issuer, {
  adapter: Memory,
  claims: { openid: ["sub", "sid"], profile: ["name", "groups"] },
  clients: [],
  cookies: { keys: ["of the tests"] },
  features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true } },
  // It calls no address of this machine, which is right for a provider in service. The dashboard of the tests is at one, and is the one exception.
  fetch(address, { dispatcher, ...options }) {
    return fetch(address, String(address) === dashboard.backchannel_logout_uri ? options : { dispatcher, ...options });
  },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} Example`, groups: groups[id] ?? [] }) }),
  // Nobody is asked whether the dashboard may know them.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});
const answer = provider.callback();
server.on("request", (request, response) => {
  const address = new URL(request.url, issuer);
  if (address.pathname !== "/the-dashboard-is-at") return answer(request, response);
  const at = address.searchParams.get("address");
  Object.assign(dashboard, {
    redirect_uris: [`${at}/signin-oidc`], post_logout_redirect_uris: [`${at}/signed-out`],
    backchannel_logout_uri: `${at}/signout-oidc-back-channel`, backchannel_logout_session_required: true,
  });
  response.end();
});
// Ends with whoever started it, however that ends.
process.stdin.on("end", () => process.exit()).resume();
console.log(`The provider is at ${issuer}`);
