// Real servers with the configuration that the program writes for them, each on a port of its own, on loopback only.
import { spawn, spawnSync } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { join } from "node:path";
import { run } from "./sites.mjs";

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const listens = async (port, child) => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) return false;
    const open = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() && true)).on("error", () => resolve(false));
    });
    if (open) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
};

/** Starts a program that stays in the foreground; it is ended by its id. */
const start = async (name, command, args, ports, options = {}) => {
  const said = [];
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  child.stdout.on("data", (data) => said.push(data));
  child.stderr.on("data", (data) => said.push(data));
  for (const port of ports) {
    if (!(await listens(port, child))) {
      child.kill();
      throw new Error(`${name} does not start:\n${said.join("")}`);
    }
  }
  const ended = new Promise((resolve) => child.on("exit", resolve));
  return {
    said: () => said.join(""),
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
};

const configuration = async (root, site, kind, out, ...words) => {
  run(root, "host", kind, "--base-url", site.url, "--out", out, ...words);
  return out;
};

const nginx = async (root, sites, home) => {
  const blocks = [];
  const instances = [];
  for (const [at, site] of sites.entries()) {
    const port = await freePort();
    const out = await configuration(root, site, "nginx", join(home, `${at}`), "--folder", site.folder);
    blocks.push(`server {\n listen 127.0.0.1:${port};\n server_name _;\n include ${join(out, "clairevoie-nginx.conf")};\n}`);
    instances.push({ server: "nginx", site, port });
  }
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${home}/${name};`);
  const config = [
    "include /etc/nginx/modules-enabled/*.conf;", "daemon off;", `pid ${home}/pid;`, `error_log ${home}/error.log;`,
    "events {}", "http {", ...temporary, "include /etc/nginx/mime.types;", `access_log off;`, "gzip on;", ...blocks, "}",
  ];
  const path = join(home, "nginx.conf");
  await writeFile(path, `${config.join("\n")}\n`);
  const tested = spawnSync("nginx", ["-t", "-c", path], { encoding: "utf8" });
  if (tested.status !== 0 || /\[warn\]/.test(tested.stderr)) throw new Error(tested.stderr);
  const running = await start("nginx", "nginx", ["-c", path], instances.map(({ port }) => port));
  return { instances, ...running };
};

const apache = async (root, sites, home) => {
  const hosts = [];
  const instances = [];
  for (const [at, site] of sites.entries()) {
    // A host that the portal does not rule: content negotiation on, and only directives on files allowed.
    const port = await freePort();
    const parent = join(home, `www-${at}`);
    const folder = join(parent, site.base).replace(/\/$/, "");
    await mkdir(parent, { recursive: true });
    await cp(site.folder, folder, { recursive: true, preserveTimestamps: true });
    await configuration(root, site, "apache", folder);
    const rules = `<Directory ${parent}>\n Options MultiViews Indexes FollowSymLinks\n AllowOverride FileInfo\n Require all granted\n</Directory>`;
    hosts.push(`Listen 127.0.0.1:${port}\n<VirtualHost 127.0.0.1:${port}>\n DocumentRoot ${parent}\n ${rules}\n</VirtualHost>`);
    instances.push({ server: "apache", site: { ...site, folder }, port });
    const own = await freePort();
    const out = await configuration(root, site, "apache-vhost", join(home, `vhost-${at}`), "--folder", site.folder);
    const empty = join(home, "empty");
    await mkdir(empty, { recursive: true });
    const begun = site.base === "/" ? "" : `DocumentRoot ${empty}`;
    hosts.push(`Listen 127.0.0.1:${own}\n<VirtualHost 127.0.0.1:${own}>\n ${begun}\n Include ${join(out, "clairevoie-apache.conf")}\n</VirtualHost>`);
    instances.push({ server: "apache-vhost", site, port: own });
  }
  const modules = ["mpm_event", "authz_core", "alias", "dir", "autoindex", "headers", "mime", "negotiation", "rewrite", "deflate", "filter"];
  const config = [
    ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
    "ServerName hote.exemple.test", `PidFile ${home}/pid`, `ErrorLog ${home}/error.log`, "User www-data", "Group www-data",
    `DefaultRuntimeDir ${home}`, "<FilesMatch \"^\\.ht\">", " Require all denied", "</FilesMatch>",
    ...["mime", "negotiation", "deflate", "dir"].map((name) => `Include /etc/apache2/mods-available/${name}.conf`),
    ...hosts,
  ];
  const path = join(home, "apache2.conf");
  await writeFile(path, `${config.join("\n")}\n`);
  const tested = spawnSync("apache2", ["-t", "-f", path], { encoding: "utf8" });
  if (tested.status !== 0) throw new Error(tested.stderr);
  const running = await start("apache", "apache2", ["-D", "FOREGROUND", "-f", path], instances.map(({ port }) => port));
  return { instances, ...running };
};

const caddy = async (root, sites, home) => {
  const blocks = ["{\n admin off\n auto_https off\n}"];
  const instances = [];
  for (const [at, site] of sites.entries()) {
    const port = await freePort();
    const out = await configuration(root, site, "caddy", join(home, `${at}`), "--folder", site.folder);
    blocks.push(`http://:${port} {\n bind 127.0.0.1\n import ${join(out, "clairevoie.caddy")}\n}`);
    instances.push({ server: "caddy", site, port });
  }
  const path = join(home, "Caddyfile");
  await writeFile(path, `${blocks.join("\n")}\n`);
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const arguments_ = ["run", "--config", path, "--adapter", "caddyfile"];
  const running = await start("caddy", "caddy", arguments_, instances.map(({ port }) => port), { env });
  return { instances, ...running };
};

/** Starts all servers on all sites. */
export const serveAll = async (root, sites, home) => {
  const started = [];
  for (const [name, server] of Object.entries({ nginx, apache, caddy })) {
    await mkdir(join(home, name), { recursive: true });
    try {
      started.push(await server(root, sites, join(home, name)));
    } catch (error) {
      for (const other of started) await other.stop();
      throw error;
    }
  }
  return {
    instances: started.flatMap(({ instances }) => instances),
    stop: async () => {
      for (const server of started) await server.stop();
    },
  };
};
