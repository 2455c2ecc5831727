"use strict";
const OWN = ["events.jsonl", "manifest.json", "manifest.sig", "public-key.pem"];
const LARGEST = 2 ** 29, START = "0".repeat(64);
const WORDS = {
  de: {
    whole: "Alles stimmt.",
    unsigned: "Dateien und Kette stimmen. Die Unterschrift ist hier nicht geprüft.",
    broken: "Etwas stimmt nicht.",
    busy: "Rechne nach.",
    noEd25519: "Dieser Browser kann Ed25519 nicht. Prüfe die Unterschrift mit der OpenSSL-Zeile unten, sonst ist nicht belegt, wer gesiegelt hat.",
    noCrypto: "Dieser Browser rechnet hier keine Prüfsummen. Nimm einen neueren oder die OpenSSL-Zeile unten.",
    compare: "Das Archiv ist unverändert, seit dieser Schlüssel es gesiegelt hat. Wem der Schlüssel gehört, sagt nur der Vergleich: Steht dieser Fingerabdruck dort, wo ihn die Werkstatt oder das Projekt veröffentlicht hat?",
    title: "Titel", created: "Gesiegelt", count: "Ereignisse", files: "Dateien", withdrawn: "Zurückgezogen", key: "Fingerabdruck",
    unreadable: "nicht lesbar", limit: "zu groß oder zu viel", path: "unsicherer oder doppelter Name", missing: "fehlt", extra: "wurde nicht gesiegelt",
    changed: "wurde verändert", chain: "die Kette ist hier unterbrochen: verändert, verschoben oder entfernt", manifest: "kein gültiges Verzeichnis",
    signature: "die Unterschrift passt nicht", key_: "der Schlüssel passt nicht", names: "ein Name gehört nicht zu seinem Schlüssel",
  },
  en: {
    whole: "Everything holds.",
    unsigned: "Files and chain hold. The signature is not checked here.",
    broken: "Something does not hold.",
    busy: "Checking.",
    noEd25519: "This browser does not know Ed25519. Check the signature with the OpenSSL line below; until then nothing proves who sealed it.",
    noCrypto: "This browser computes no checksums here. Take a newer one, or the OpenSSL line below.",
    compare: "The archive is unchanged since this key sealed it. Whose key it is, only a comparison can say: is this fingerprint the one that the workshop or the project has published?",
    title: "Title", created: "Sealed", count: "Events", files: "Files", withdrawn: "Withdrawn", key: "Fingerprint",
    unreadable: "cannot be read", limit: "too large or too many", path: "unsafe or doubled name", missing: "is missing", extra: "was not sealed",
    changed: "was changed", chain: "the chain is broken here: changed, moved or removed", manifest: "no valid manifest",
    signature: "the signature does not fit", key_: "the key does not fit", names: "a name does not belong to its key",
  },
};

class Problem extends Error {
  constructor(kind, where) { super(`${kind} ${where}`); this.kind = kind; this.where = where; }
}

// --- reading -------------------------------------------------------------------------------------------
const isSafe = name => name.length <= 200 && name.split("/").every(part => /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?$/.test(part));
const text = bytes => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const hex = buffer => Array.from(new Uint8Array(buffer), byte => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async bytes => hex(await crypto.subtle.digest("SHA-256", bytes));

async function inflate(blob, size, name) {
  const out = new Uint8Array(size);
  let at = 0;
  const reader = blob.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > size) throw new Problem("limit", name);
    out.set(value, at);
    at += value.length;
  }
  return out.subarray(0, at);
}

async function unzip(file) {
  const tailAt = Math.max(0, file.size - 65557);
  const tail = new DataView(await file.slice(tailAt).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Problem("unreadable", file.name);
  const size = tail.getUint32(end + 12, true), from = tail.getUint32(end + 16, true);
  const list = new DataView(await file.slice(from, from + size).arrayBuffer());
  const files = new Map(), seen = new Set();
  for (let at = 0; at < list.byteLength;) {
    if (list.getUint32(at, true) !== 0x02014b50) throw new Problem("unreadable", file.name);
    const entry = { flags: list.getUint16(at + 8, true), method: list.getUint16(at + 10, true), packed: list.getUint32(at + 20, true), size: list.getUint32(at + 24, true), from: list.getUint32(at + 42, true) };
    const length = list.getUint16(at + 28, true);
    const name = text(new Uint8Array(list.buffer, at + 46, length));
    at += 46 + length + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
    if (name.endsWith("/") && !entry.size) continue;
    if (!isSafe(name) || seen.has(name.toLowerCase())) throw new Problem("path", name);
    if (entry.flags & 1 || ![0, 8].includes(entry.method)) throw new Problem("unreadable", name);
    if (entry.size > LARGEST) throw new Problem("limit", name);
    seen.add(name.toLowerCase());
    files.set(name, () => unpack(file, entry, name));
  }
  return files;
}

async function unpack(file, entry, name) {
  const head = new DataView(await file.slice(entry.from, entry.from + 30).arrayBuffer());
  if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) throw new Problem("unreadable", name);
  const from = entry.from + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const blob = file.slice(from, from + entry.packed);
  try {
    return entry.method ? await inflate(blob, entry.size, name) : new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw error instanceof Problem ? error : new Problem("unreadable", name);
  }
}

function unfold(list) {
  const files = new Map();
  for (const file of list) {
    const name = file.webkitRelativePath.split("/").slice(1).join("/");
    if ([".DS_Store", "Thumbs.db", "desktop.ini"].includes(file.name)) continue;
    files.set(name, async () => new Uint8Array(await file.arrayBuffer()));
  }
  return files;
}

// --- canonical JSON (RFC 8785 without fractions) ----------------------------------------------------------
function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return String(value);
  if (typeof value === "string" && !/\p{Surrogate}/u.test(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object") return `{${Object.keys(value).sort().map(key => `${canonical(key)}:${canonical(value[key])}`).join(",")}}`;
  throw new Error("not canonical");
}

function readCanonical(bytes) {
  const written = text(bytes), value = JSON.parse(written);
  if (canonical(value) !== written) throw new Error("not canonical");
  return value;
}

// --- checking ------------------------------------------------------------------------------------------
async function check(files) {
  const found = { problems: [], withdrawn: [], events: [], names: {}, known: new Set(), signed: false };
  const attempt = async work => {
    try { return await work(); } catch (error) {
      if (!(error instanceof Problem)) throw error;
      found.problems.push(error);
    }
  };
  for (const name of OWN) if (!files.has(name)) found.problems.push(new Problem("missing", name));
  if (files.has("manifest.json")) await attempt(() => checkManifest(files, found));
  if (files.has("events.jsonl")) await attempt(() => checkEvents(files, found));
  if (found.manifest) await checkFiles(files, found, attempt);
  if (files.has("names.json")) await attempt(() => checkNames(files, found));
  return found;
}

async function checkManifest(files, found) {
  const bytes = await files.get("manifest.json")();
  try {
    const manifest = readCanonical(bytes);
    if (manifest.format !== "unikat-seal/1") throw new Error("another format");
    if (!Number.isSafeInteger(manifest.events.count) || !Object.values(manifest.files).every(file => file.sha256)) throw new Error("malformed");
    found.manifest = manifest;
  } catch { throw new Problem("manifest", "manifest.json"); }
  if (!files.has("public-key.pem") || !files.has("manifest.sig")) return;
  let der;
  try {
    const pem = text(await files.get("public-key.pem")());
    const body = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=]+)\n-----END PUBLIC KEY-----\n$/.exec(pem)[1];
    der = Uint8Array.from(atob(body), letter => letter.charCodeAt(0));
  } catch { throw new Problem("key_", "public-key.pem"); }
  found.key = await sha256(der);
  if (found.key !== found.manifest.key) found.problems.push(new Problem("key_", "public-key.pem"));
  if (!await knowsEd25519()) return;
  let key;
  try { key = await crypto.subtle.importKey("spki", der, "Ed25519", false, ["verify"]); } catch { throw new Problem("key_", "public-key.pem"); }
  if (!await crypto.subtle.verify("Ed25519", key, await files.get("manifest.sig")(), bytes)) throw new Problem("signature", "manifest.sig");
  found.signed = true;
}

async function knowsEd25519() {
  try {
    await crypto.subtle.importKey("jwk", { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }, "Ed25519", false, ["verify"]);
    return true;
  } catch { return false; }
}

async function checkEvents(files, found) {
  const bytes = await files.get("events.jsonl")();
  if (bytes.length && bytes[bytes.length - 1] !== 10) throw new Problem("chain", "events.jsonl");
  let prev = START, seq = 0;
  for (let from = 0; from < bytes.length; seq++) {
    const to = bytes.indexOf(10, from), line = bytes.subarray(from, to), where = `events.jsonl:${seq + 1}`;
    let entry;
    try { entry = readCanonical(line); } catch { throw new Problem("unreadable", where); }
    if (entry === null || typeof entry !== "object" || Object.keys(entry).join() !== "body,prev,seq") throw new Problem("unreadable", where);
    if (entry.seq !== seq || entry.prev !== prev) throw new Problem("chain", where);
    const body = canonical(entry.body);
    for (const [key] of body.matchAll(/(?<=")person:[0-9a-f]{64}(?=")/g)) found.known.add(key);
    found.events.push(body);
    prev = await sha256(line);
    from = to + 1;
  }
  const sealed = found.manifest?.events;
  if (sealed && (sealed.head !== prev || sealed.count !== seq)) throw new Problem("chain", "events.jsonl");
}

async function checkFiles(files, found, attempt) {
  const sealed = found.manifest.files;
  for (const name of Object.keys(sealed)) {
    if (files.has(name)) {
      await attempt(async () => {
        const bytes = await files.get(name)();
        if (bytes.length !== sealed[name].size || await sha256(bytes) !== sealed[name].sha256) throw new Problem("changed", name);
      });
    } else if (sealed[name].removable === true) found.withdrawn.push(name);
    else found.problems.push(new Problem("missing", name));
  }
  for (const name of files.keys()) {
    if (!OWN.includes(name) && name !== "names.json" && !Object.hasOwn(sealed, name)) found.problems.push(new Problem("extra", name));
  }
}

async function checkNames(files, found) {
  try {
    for (const [key, { name, salt }] of Object.entries(readCanonical(await files.get("names.json")()))) {
      if (!/^[0-9a-f]{32}$/.test(salt) || !found.known.has(key)) throw new Error("unknown");
      const bytes = [...salt.match(/../g).map(pair => parseInt(pair, 16)), ...new TextEncoder().encode(name.normalize("NFC"))];
      if (`person:${await sha256(new Uint8Array(bytes))}` !== key) throw new Error("another name");
      found.names[key] = name;
    }
  } catch { throw new Problem("names", "names.json"); }
}

// --- showing -------------------------------------------------------------------------------------------
const $ = id => document.getElementById(id);
let last = null;

const node = (tag, words, ...inside) => {
  const made = document.createElement(tag);
  if (words) made.textContent = words;
  made.append(...inside);
  return made;
};

function facts(found, say) {
  const list = node("dl"), manifest = found.manifest;
  const add = (name, value) => list.append(node("dt", name), node("dd", value));
  add(say.title, manifest.title);
  add(say.created, manifest.created);
  add(say.count, String(manifest.events.count));
  add(say.files, String(Object.keys(manifest.files).length));
  if (found.withdrawn.length) add(say.withdrawn, found.withdrawn.join(", "));
  if (found.key) add(say.key, found.key.match(/.{4}/g).join(" "));
  return list;
}

function show() {
  if (!last) return;
  const say = WORDS[document.documentElement.lang], box = $("result");
  const state = last.state ?? (last.problems.length ? "broken" : last.signed ? "whole" : "unsigned");
  box.hidden = false;
  box.className = state;
  box.dataset.state = state;
  box.replaceChildren(node("h2", say[state]));
  if (last.state) return;
  if (last.problems.length) box.append(node("ul", "", ...last.problems.map(problem => node("li", `${problem.where}: ${say[problem.kind]}`))));
  if (state === "unsigned") box.append(node("p", say.noEd25519));
  if (last.manifest) box.append(facts(last, say));
  if (state === "whole") box.append(node("p", say.compare));
  $("reading").hidden = !last.events.length;
  $("events").replaceChildren(...last.events.map(body => node("li", "", node("code", body.replace(/person:[0-9a-f]{64}/g, key => last.names[key] ?? key.slice(0, 15))))));
}

async function run(open) {
  last = { state: "busy" };
  show();
  if (!globalThis.crypto?.subtle) last = { state: "noCrypto" };
  else {
    try { last = await check(await open()); } catch (error) {
      last = { problems: [error instanceof Problem ? error : new Problem("unreadable", String(error))], events: [], withdrawn: [] };
    }
  }
  show();
}

$("zip").addEventListener("change", event => event.target.files.length && run(() => unzip(event.target.files[0])));
$("folder").addEventListener("change", event => event.target.files.length && run(() => unfold(event.target.files)));
$("language").addEventListener("click", () => {
  document.documentElement.lang = document.documentElement.lang === "de" ? "en" : "de";
  show();
});
if (!navigator.language.startsWith("de")) document.documentElement.lang = "en";
