// The same work as SpareKey.SecurityModel, done by Node's WebCrypto on the same captured account: unlock, then open every item.
// Reads a line ("unlock", "one", "many"), prints the milliseconds it took. Usage: node model.mjs FOLDER
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const { subtle } = globalThis.crypto;
const folder = process.argv[2];
const read = (name) => readFileSync(`${folder}/${name}`);
const b64 = (text) => Buffer.from(text, 'base64url');
const utf8 = (text) => new TextEncoder().encode(text);
const secrets = JSON.parse(read('secrets.json'));

async function hkdf(ikm, salt, info) {
  const key = await subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) }, key, 256));
}

const aes = (raw) => subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
const open = async (key, envelope) => Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv: b64(envelope.iv) }, key, b64(envelope.data)));
const openJson = async (key, envelope) => JSON.parse((await open(key, envelope)).toString('utf8'));

async function unlock() {
  const keyset = JSON.parse(read('keysets.json'))[0];
  const vault = JSON.parse(read('vaults.json'))[0];
  const { p2s, p2c, alg } = keyset.encSymKey;
  const salt = await hkdf(b64(p2s), utf8(secrets.email), alg);
  const password = await subtle.importKey('raw', utf8(secrets.password.trim().normalize('NFKD')), 'PBKDF2', false, ['deriveBits']);
  const fromPassword = new Uint8Array(await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: p2c }, password, 256));
  const [version, id, ...rest] = secrets.secretKey.split('-');
  const fromKey = await hkdf(utf8(rest.join('')), utf8(id), version);
  const master = await aes(fromPassword.map((value, at) => value ^ fromKey[at]));
  const symmetric = await aes(b64((await openJson(master, keyset.encSymKey)).k));
  const jwk = await openJson(symmetric, keyset.encPriKey);
  const privateKey = await subtle.importKey('jwk', { ...jwk, key_ops: ['decrypt'] }, { name: 'RSA-OAEP', hash: 'SHA-1' }, false, ['decrypt']);
  const wrapped = await subtle.decrypt({ name: 'RSA-OAEP' }, privateKey, b64(vault.access[0].encVaultKey.data));
  const vaultKey = await aes(b64(JSON.parse(Buffer.from(wrapped).toString('utf8')).k));
  if (!(await openJson(vaultKey, vault.encAttrs)).name) throw new Error('no vault name');
  return vaultKey;
}

const openItem = async (key, item) => (await openJson(key, item.encOverview)).title.length + (await openJson(key, item.encDetails)).fields.length;

async function items(key, atOnce) {
  const all = JSON.parse(read('items.json'));
  let sum = 0;
  for (let at = 0; at < all.length; at += atOnce)
    sum += (await Promise.all(all.slice(at, at + atOnce).map((item) => openItem(key, item)))).reduce((a, b) => a + b, 0);
  if (sum === 0) throw new Error('nothing opened');
}

let vaultKey;
for await (const line of createInterface({ input: process.stdin })) {
  const began = performance.now();
  if (line === 'unlock') vaultKey = await unlock();
  else await items(vaultKey, line === 'many' ? 100 : 1);
  console.log((performance.now() - began).toFixed(3));
}
