/**
 * Settings of Node-RED and of Switchboard, as `npm start` uses them. Everything else that Node-RED can be told is described at
 * https://nodered.org/docs/user-guide/runtime/configuration
 */
const { randomBytes } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

/** Flows, credentials, the store and the tokens are kept here; `npm start -- --userDir DIR` names another folder. */
const userDir = process.env.SWITCHBOARD_USER_DIR || join(__dirname, ".node-red");

/** The secret that credentials are encrypted with. It is made at the first start; who loses it loses the credentials. */
function credentialSecret() {
  const file = join(userDir, "credential-secret");
  if (!existsSync(file)) {
    mkdirSync(userDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

/**
 * The editor's login. It has none while only this machine can reach it. With a hash (`npx node-red admin hash-pw`) in
 * SWITCHBOARD_ADMIN_PASSWORD_HASH it asks for one; do that before you open `uiHost` to others.
 */
const passwordHash = process.env.SWITCHBOARD_ADMIN_PASSWORD_HASH;
const adminAuth = passwordHash && {
  type: "credentials",
  users: [{ username: process.env.SWITCHBOARD_ADMIN_USER || "admin", password: passwordHash, permissions: "*" }],
};

module.exports = {
  userDir,

  // ---- Who can reach it

  /** This machine only. "0.0.0.0" opens it to the network: set `adminAuth` and `https` first. */
  uiHost: "127.0.0.1",
  uiPort: Number(process.env.PORT) || 1880,
  ...(adminAuth && { adminAuth }),
  // https: { key: readFileSync("privkey.pem"), cert: readFileSync("cert.pem") },

  // ---- Flows

  flowFile: "flows.json",
  /** One property a line, so that version control shows what was changed. */
  flowFilePretty: true,
  credentialSecret: credentialSecret(),
  /** The palette of this checkout. */
  nodesDir: __dirname,

  // ---- Nodes

  /** Function nodes may not install packages from the network. */
  functionExternalModules: false,
  externalModules: { modules: { allowInstall: false } },

  // ---- The editor, which asks nothing of the network

  telemetry: { enabled: false, updateNotification: false },
  editorTheme: {
    page: { title: "Switchboard" },
    header: { title: "Switchboard" },
    tours: false,
    palette: {
      catalogues: [],
      categories: {
        order: ["switchboard", "contact", "call", "workflow", "metaflow", "subflows", "common", "function"],
      },
    },
    /** Flows in git, from within the editor: set this to true. */
    projects: { enabled: false },
  },

  logging: { console: { level: "info", metrics: false, audit: false } },

  // ---- Switchboard

  switchboard: {
    /**
     * `sqlite:FILE`; `postgres://user:password@host/database` for several processes (docs/postgresql.md); or `memory`, which forgets.
     * SWITCHBOARD_STORE goes before it.
     */
    store: `sqlite:${join(userDir, "switchboard.sqlite")}`,
    /** Guards the HTTP APIs. Empty: one is made at the first start and kept in the user directory. SWITCHBOARD_TOKEN goes before it. */
    token: "",
    /** Tokens that open one account of `/api/v1/accounts/<account>` and `/v2/accounts/<account>` each; the token above opens all. */
    accounts: {
      // acme: { token: process.env.ACME_TOKEN },
    },
    /**
     * Who is behind a number, for the metaflows of accounts, users and devices (docs/kazoo.md). Empty: every id that the API is
     * asked for is one, and the number of a caller is the id of their device and user.
     */
    directory: {
      // acme: { users: [{ id: "ann" }], devices: [{ id: "desk", owner_id: "ann", numbers: ["+15550100"] }] },
    },
    /** Milliseconds that a core node (think of `delay`) may hold a message before its session goes on without it. */
    holdLimit: 2000,
    /** What a flow or a contact may use up: `runtime/engine/limits.ts` has the names and the defaults. */
    limits: {},
    /**
     * Requests by HTTP that flows and channels make reach public addresses only. `allow` names what else they may reach: a host, an
     * address or a range. `timeoutMs`, `maxResponseBytes` and `maxRedirects` bound them.
     */
    outgoing: { allow: [] },
    /**
     * Who acts for flows of the contact family (docs/services.md). What is not set up leads to an error event and the step's
     * failure. Classifiers and ticketers are named as in the assets.
     */
    services: {
      // webhooks: { headers: { "User-Agent": "clinic.example" }, timeoutMs: 15000, backoffsMs: [1000, 5000] },
      // classifiers: { Booking: { protocol: "wit", token: process.env.WIT_TOKEN } },
      // ticketers: { Support: { protocol: "mail", to: "support@clinic.example" } },
      // airtime: { protocol: "dtone", key: process.env.DTONE_KEY, secret: process.env.DTONE_SECRET },
      // email: { host: "smtp.example", username: "...", password: "...", from: "Clinic <hello@clinic.example>" },
    },
    /** Where VoIPBIN's webhook events of all sessions are sent, and the key that they are signed with (docs/voipbin.md). */
    voipbin: {
      // webhook: { uri: "https://crm.example/events", method: "POST", secret: process.env.WEBHOOK_SECRET },
    },
    /** What flows of the contact family refer to: a GoFlow asset document (channels, fields, groups ...), from the user directory. */
    // assets: "assets.json",
    /** Of sessions that bring none: languages, time zone, country, formats, as a GoFlow environment. */
    // environment: { allowed_languages: ["eng", "fra"], timezone: "Africa/Kigali", default_country: "RW" },
    /**
     * Who takes calls, and where callers wait: VoIPBIN's agents, queues and conferences. `PUT /switchboard/agents/<id> {"status": "away"}`
     * says that somebody takes none for now.
     */
    callCentre: {
      agents: [
        // { id: "ann", name: "Ann", tag_ids: ["sales"], addresses: [{ type: "tel", target: "+15550123" }] },
      ],
      queues: [
        // { id: "sales", name: "Sales", tag_ids: ["sales"], wait_flow_id: "...", wait_timeout: 300000 },
      ],
      conferences: [
        // { id: "weekly", name: "Weekly" },
      ],
    },
    /** The simulator is on, and so is MQTT, with a broker of its own on loopback until you name one. */
    channels: {
      simulator: true,
      // mqtt: { url: "mqtt://broker.example:1883", username: "...", password: "..." },
      // http: [{ id: "gateway", url: "https://gateway.example/messages" }],
      // twilio: {
      //   accountSid: process.env.TWILIO_ACCOUNT_SID,
      //   authToken: process.env.TWILIO_AUTH_TOKEN,
      //   publicUrl: "https://flows.example.org",
      //   number: "+12065550199",
      // },
      // smtp: { host: "mail.example", username: "...", password: process.env.SMTP_PASSWORD, from: "hello@clinic.example" },
      // Config nodes in the editor do the same, and keep passwords among the credentials: docs/channels.md.
    },
  },
};
